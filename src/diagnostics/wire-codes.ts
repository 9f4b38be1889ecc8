import type { DiagnosticKind } from './diagnostic-kind.js';

/** The codes of the commands that read and write topics. */
export const wireKinds = {
  'broker-setup': {
    title: 'The brokers are not set up correctly',
    cause: 'An address, a credential or a package that the connection needs is missing or invalid.',
    fix: 'Correct the flag, the setting or the environment variable that the message names.',
    exitCode: 2,
  },
  'broker-remote': {
    title: 'The broker is not on this machine',
    cause: 'Records would be written to a topic that others may read.',
    fix: 'Pass --allow-remote if that is intended, or name a local broker with --brokers.',
    exitCode: 2,
  },
  'broker-unreachable': {
    title: 'The brokers could not be reached',
    cause: 'The connection was refused, dropped or timed out, the host is unknown, or the certificate is not trusted.',
    fix: 'Check the addresses, the network and the TLS settings, then run the command again.',
    exitCode: 3,
  },
  'broker-refused': {
    title: 'The broker refused the request',
    cause: 'The topic does not exist, or credentials or permissions are missing.',
    fix: 'Check the topic, the credentials and the ACLs or the IAM policy.',
    exitCode: 3,
  },
  'decoder-unloadable': {
    title: 'A generated decoder cannot be loaded',
    cause: 'The file does not exist or was edited.',
    fix: 'Run `npx gen-msk-consumer generate`.',
    exitCode: 2,
  },
  'decoders-disagree': {
    title: 'Two decoders read a record differently',
    cause: 'The generated decoder was made from another schema than the config has now, or the record is ambiguous.',
    fix: 'Run `npx gen-msk-consumer check`, then `generate`; if they still disagree, report it.',
    exitCode: 1,
  },
  'record-schema-unknown': {
    title: 'The schema of a record is not in the snapshot',
    cause: 'A producer has registered a schema since the last pull, or writes ids of another registry.',
    fix: 'Run `npx gen-msk-consumer pull`, then `generate`.',
    exitCode: 1,
  },
  'slow-path-needed': {
    title: 'The schema of a record is in the snapshot and not in the generated decoder',
    cause: 'The config chooses fewer versions than records have: the consumer fetches the others when it meets them.',
    fix: 'Choose more versions in the config and run `npx gen-msk-consumer generate`.',
    severity: 'warning',
    exitCode: 1,
  },
  'library-refused': {
    title: 'The registry library does not take a schema',
    cause: '@kafkajs/confluent-schema-registry, and avsc behind it, accept fewer names and defaults than Avro does.',
    fix: 'No action needed; the second opinion of this library is missing.',
    severity: 'warning',
    exitCode: 1,
  },
  'source-unreadable': {
    title: 'The source of dead letters cannot be read',
    cause: 'S3 or SQS could not be reached, or refused the request.',
    fix: 'Check the name, the region, the credentials and the permissions, then run the command again.',
    exitCode: 3,
  },
  'records-left': {
    title: 'Records are left after a redrive',
    cause: 'Their handler failed again, they cannot be decoded, or they were redriven too often.',
    fix: 'Fix the cause and run the command again: it goes on with the records that are left.',
    exitCode: 1,
  },
  'package-missing': {
    title: 'An optional package is not installed',
    cause: 'Packages for AWS are installed only by the projects that use them.',
    fix: 'Install the package that the message names.',
    exitCode: 2,
  },
} as const satisfies Record<string, DiagnosticKind>;
