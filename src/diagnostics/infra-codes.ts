import type { DiagnosticKind } from './diagnostic-kind.js';

/** The rules for infrastructure, and the findings of `check --template`. */
export const infraKinds = {
  'infra-range': {
    title: 'A setting is outside its range',
    cause: 'The service refuses a value outside the documented range.',
    fix: 'Choose a value within the range.',
    exitCode: 2,
  },
  'infra-source': {
    title: 'The source of the mapping is contradictory',
    cause: 'A mapping reads one topic of one cluster: Amazon MSK by its ARN, or a self-managed cluster by its brokers.',
    fix: 'Give one topic, one of the two sources, and the configuration block of that kind of cluster.',
    exitCode: 2,
  },
  'infra-starting-position': {
    title: 'The starting position is missing or contradictory',
    cause: 'The service needs a position for a stream, and a past timestamp with AT_TIMESTAMP.',
    fix: 'Set TRIM_HORIZON, or AT_TIMESTAMP with a time that has passed.',
    exitCode: 2,
  },
  'infra-starts-late': {
    title: 'The consumer may miss its first records',
    cause: 'With LATEST, records that arrive while the mapping is created, which can take minutes, are not read.',
    fix: 'Set TRIM_HORIZON, or acknowledge the warning.',
    severity: 'warning',
    exitCode: 1,
  },
  'infra-pollers': {
    title: 'The pollers are contradictory',
    cause:
      'The minimum is at most the maximum, pollers beyond the number of partitions idle, and a poller group has at most 100 mappings and 2,000 pollers.',
    fix: 'Correct the numbers.',
    exitCode: 2,
  },
  'infra-provisioned-only': {
    title: 'AWS offers this only in provisioned mode',
    cause: 'The mapping uses a feature of provisioned mode, but is on demand.',
    fix: 'Set "pollers" (ProvisionedPollerConfig), or remove the feature.',
    exitCode: 2,
  },
  'infra-destination': {
    title: 'The service does not accept this destination',
    cause:
      'It takes a standard SQS queue, a standard SNS topic, an S3 bucket or, as kafka://, another topic of the same cluster.',
    fix: 'Give the ARN of a standard queue, topic or bucket, or the name of another topic with at least 4 letters.',
    exitCode: 2,
  },
  'infra-retries-capped': {
    title: 'Infinite retries end at 10 with a destination',
    cause: 'With a destination and no limit, the service retries a batch 10 times and sends it to the destination.',
    fix: 'Set "retryAttempts" to the number you want.',
    exitCode: 0,
  },
  'infra-queue-mode': {
    title: 'Queue mode is contradictory',
    cause: 'It is for self-managed clusters, and has no starting position and no batch window.',
    fix: 'Remove those settings, or the mode.',
    exitCode: 2,
  },
  'infra-authentication': {
    title: 'The service does not accept this authentication',
    cause:
      'MSK takes IAM, SCRAM-512 or mutual TLS; a self-managed cluster has one mechanism, with the entries that belong to it.',
    fix: 'Correct the entries as the message says.',
    exitCode: 2,
  },
  'infra-secret-region': {
    title: 'A secret is in another region',
    cause: 'The service reads a secret only in the region of the function.',
    fix: 'Replicate the secret to that region, and give the ARN of the replica.',
    exitCode: 2,
  },
  'infra-consumer-group': {
    title: 'Two mappings share a consumer group',
    cause: 'A group has to be unique among the mappings of an account, and cannot change after the mapping is created.',
    fix: 'Give each mapping a group of its own.',
    exitCode: 2,
  },
  'infra-group-unnamed': {
    title: 'The role may join any consumer group',
    cause: 'Without a configured group, its name is the id of the mapping, which is unknown before it is created.',
    fix: 'Set "consumerGroup": then the role is limited to that group.',
    exitCode: 0,
  },
  'infra-timeout': {
    title: 'The time-out does not fit a Kafka mapping',
    cause: 'A function of a Kafka mapping has at most 14 minutes; the default of 3 seconds is short for a batch.',
    fix: 'Set a time-out that is long enough for a full batch, at most 840 seconds.',
    exitCode: 2,
  },
  'infra-filter': {
    title: 'A filter is invalid or matches nothing',
    cause: 'A pattern is JSON text of at most 4,096 characters, on the value of a record.',
    fix: 'Correct the pattern.',
    exitCode: 2,
  },
  'infra-filter-blind': {
    title: 'A filter cannot match encoded records',
    cause: 'The service filters on JSON text. Binary and framed records have to be decoded by a schema registry first.',
    fix: 'Set "registry" with framing "lambda-json", or filter in the handler.',
    severity: 'warning',
    exitCode: 1,
  },
  'infra-not-for-kafka': {
    title: 'A property does not apply to Kafka',
    cause: 'ParallelizationFactor and TumblingWindowInSeconds are for other sources; the service refuses them.',
    fix: 'Remove the property.',
    exitCode: 2,
  },
  'infra-pipe': {
    title: 'Pipes do not support this',
    cause:
      'EventBridge Pipes have no schema registry, pollers, retries, destination or partial responses for Kafka: a failed batch repeats until it succeeds.',
    fix: 'Remove the setting, or use an event source mapping.',
    exitCode: 2,
  },
  'infra-registry-mode': {
    title: 'The registry integration and the decoder do not fit',
    cause:
      'The integration removes the frame of a record (SOURCE) or converts it to JSON; the code has to expect that.',
    fix: 'Set framing "lambda" for SOURCE or "lambda-json" for JSON, and "registry", or none of them.',
    exitCode: 2,
  },
  'infra-registry-drops': {
    title: 'Records that the registry refuses are lost',
    cause: 'Without a destination, the service drops records that it cannot validate or decode.',
    fix: 'Set "destination".',
    severity: 'warning',
    exitCode: 1,
  },
  'infra-good-records-lost': {
    title: 'Good records are lost together with an invalid one',
    cause:
      'An invalid record fails its batch. When the retries end, the records behind it in the partition are given up, too.',
    fix: 'Let the consumer send dead letters (onInvalid and onFailed: "deadLetter"), and name their queue in "deadLetters".',
    severity: 'warning',
    exitCode: 1,
  },
  'infra-stalls': {
    title: 'An invalid record stops its partition',
    cause: 'Without a limit, a batch that fails is retried until its records expire, and nothing behind it is read.',
    fix: 'Let the consumer send dead letters, and name their queue in "deadLetters"; or limit the retries with a destination.',
    severity: 'warning',
    exitCode: 1,
  },
  'infra-event-size': {
    title: 'A full batch may exceed 6 MB',
    cause: 'The service cuts a batch at 6 MB of JSON, so that the batch size is never reached.',
    fix: 'Set a smaller "batchSize".',
    severity: 'warning',
    exitCode: 1,
  },
  'infra-response-types': {
    title: 'Mapping and code disagree about partial batch responses',
    cause:
      'Without ReportBatchItemFailures in the mapping, the service takes every answer as success, and failed records are lost.',
    fix: 'Give the mapping FunctionResponseTypes if "reportBatchItemFailures" in the config is true, and no such property if it is false.',
    exitCode: 1,
  },
  'template-unreadable': {
    title: 'A template cannot be read',
    cause: 'The file does not exist, is broken, or is not CloudFormation, SAM, Terraform or a plan in JSON.',
    fix: 'Correct the file, or name a template for CloudFormation or SAM, one of `cdk synth`, a .tf or .tf.json file, or the output of `terraform show -json`.',
    exitCode: 2,
  },
  'template-duplicate-key': {
    title: 'Duplicate key in a template',
    cause: 'Tools keep one of the values and ignore the other.',
    fix: 'Remove one of the two.',
    exitCode: 1,
  },
  'template-mapping-missing': {
    title: 'A topic has no mapping',
    cause: 'No mapping or pipe in the given templates reads the topic.',
    fix: 'Add the mapping, correct the name of the topic, or limit the check with --topic.',
    exitCode: 1,
  },
  'template-other-topic': {
    title: 'A mapping of another topic',
    cause: 'The mapping reads a topic that the config does not have.',
    fix: 'No action needed.',
    exitCode: 0,
  },
  'template-setting': {
    title: 'The template and the config have different values',
    cause: 'A property of the mapping or function differs from the setting in the config.',
    fix: 'Change one of the two.',
    exitCode: 1,
  },
  'template-permission-missing': {
    title: 'The role lacks a permission',
    cause: 'The service checks the permissions when it creates the mapping, and needs them to read records.',
    fix: 'Allow the action on the resource in the role of the function.',
    exitCode: 1,
  },
  'template-unknown': {
    title: 'A value is known only to the deployment',
    cause: 'Parameters, variables, conditions and references to other stacks are not resolved.',
    fix: 'No action needed; check the deployed value, or a plan.',
    exitCode: 0,
  },
} as const satisfies Record<string, DiagnosticKind>;
