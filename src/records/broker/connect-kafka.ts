import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import type { Kafka, KafkaConfig as ClientConfig, SASLOptions } from 'kafkajs';
import type { KafkaConfig, KafkaSasl } from '../../config/kafka-config.js';
import type { SecretSource, TlsFiles } from '../../config/registry-config.js';
import { BrokerError } from './broker-error.js';
import { optionalPackage } from './optional-package.js';

/** How long a connection may take to be made, and a broker to respond, in milliseconds. */
const [CONNECTION_TIMEOUT, REQUEST_TIMEOUT] = [5_000, 30_000];

/**
 * A client of the brokers; it connects when it is used. Loads kafkajs, and what else it takes from the project in `root`.
 * Throws a BrokerError if it cannot be set up.
 */
export async function connectKafka({ brokers, tls, sasl }: KafkaConfig, root: string): Promise<Kafka> {
  const { Kafka, logLevel } = await import('kafkajs');
  const config: ClientConfig = {
    clientId: 'gen-msk-consumer',
    brokers: [...brokers],
    connectionTimeout: CONNECTION_TIMEOUT,
    requestTimeout: REQUEST_TIMEOUT,
    retry: { retries: 4, initialRetryTime: 200 },
    // What goes wrong is thrown, and reported once.
    logLevel: logLevel.NOTHING,
    ...(tls === undefined ? {} : { ssl: tlsOptions(tls) }),
  };
  return new Kafka(sasl === undefined ? config : { ...config, sasl: await saslOptions(sasl, root) });
}

function tlsOptions({ ca, cert, key, passphrase }: TlsFiles): ConnectionOptions {
  return {
    ...(ca === undefined ? {} : { ca: read(ca, 'kafka.tls.ca') }),
    ...(cert === undefined ? {} : { cert: read(cert, 'kafka.tls.cert') }),
    ...(key === undefined ? {} : { key: read(key, 'kafka.tls.key') }),
    ...(passphrase === undefined ? {} : { passphrase: secretText(passphrase, 'kafka.tls.passphrase') }),
  };
}

/** How a client signs in. With IAM, each connection asks AWS's signer for a token. */
export async function saslOptions(sasl: KafkaSasl, root: string): Promise<SASLOptions> {
  if (sasl.mechanism === 'iam') return iamOptions(sasl.region, root);
  const { username } = sasl;
  const password = secretText(sasl.password, 'kafka.sasl.password');
  switch (sasl.mechanism) {
    case 'plain':
      return { mechanism: 'plain', username, password };
    case 'scram-256':
      return { mechanism: 'scram-sha-256', username, password };
    case 'scram-512':
      return { mechanism: 'scram-sha-512', username, password };
  }
}

/** The part of AWS's signer that is used here. */
interface IamSigner {
  readonly generateAuthToken: (options: { readonly region: string }) => Promise<{ readonly token: string }>;
}

async function iamOptions(region: string | undefined, root: string): Promise<SASLOptions> {
  if (region === undefined)
    throw new BrokerError('broker-setup', 'IAM authentication needs the region of the cluster', {
      help: 'Set --region, "region" in the config, or AWS_REGION.',
    });
  const signer = (await optionalPackage({
    name: 'aws-msk-iam-sasl-signer-js',
    purpose: 'IAM authentication',
    root,
  })) as IamSigner;
  return {
    mechanism: 'oauthbearer',
    oauthBearerProvider: async () => ({ value: (await signer.generateAuthToken({ region })).token }),
  };
}

function secretText(source: SecretSource, setting: string): string {
  return source.kind === 'text' ? source.secret.reveal() : read(source.file, setting).toString('utf8').trim();
}

function read(file: string, setting: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new BrokerError('broker-setup', `the file that ${setting} names cannot be read`, { cause });
  }
}
