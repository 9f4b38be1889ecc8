import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import type { KafkaConfig, KafkaSasl } from './kafka-config.js';
import { brokerList, type PartialKafka } from './resolve-kafka.js';
import { Secret } from './secret.js';
import type { Environment } from './service-settings.js';

/** What the command line says of brokers. Passwords come from the config or the environment only. */
export interface KafkaFlags {
  /** `host:port`, separated by commas. */
  readonly brokers?: string;
  readonly tls?: boolean;
  readonly sasl?: KafkaSasl['mechanism'];
  readonly username?: string;
  readonly region?: string;
}

export interface KafkaSources {
  readonly flags: KafkaFlags;
  /** What the config says; undefined where it says nothing. */
  readonly config: PartialKafka | undefined;
  readonly env: Environment;
}

/** The brokers and how to reach them: each setting from the flags, else the config, else the environment. */
export function kafkaSettings({ flags, config = {}, env }: KafkaSources): Result<KafkaConfig> {
  const brokers = brokersOf(flags, config, env);
  if (!brokers.ok) return brokers;
  const sasl = saslOf(flags, config, env);
  if (!sasl.ok) return sasl;
  return {
    ok: true,
    value: { brokers: brokers.value, tls: tlsOf(flags, config, env, sasl.value), sasl: sasl.value },
    warnings: [],
  };
}

function brokersOf(flags: KafkaFlags, config: PartialKafka, env: Environment): Result<readonly string[]> {
  if (flags.brokers === undefined && config.brokers !== undefined)
    return { ok: true, value: config.brokers, warnings: [] };
  const list = brokerList(flags.brokers ?? env['KAFKA_BROKERS'] ?? '');
  const where = flags.brokers === undefined ? 'KAFKA_BROKERS' : '--brokers';
  if (!list.ok) return setup(`${where}: ${list.message}`);
  if (list.brokers.length > 0) return { ok: true, value: list.brokers, warnings: [] };
  return setup(
    'no brokers are given',
    'Name them with --brokers host:port,…, with "kafka": { "brokers": […] } in the config, or in KAFKA_BROKERS.',
  );
}

const MECHANISMS: Readonly<Record<string, KafkaSasl['mechanism']>> = {
  plain: 'plain',
  'scram-256': 'scram-256',
  'scram-512': 'scram-512',
  // As clients of other languages spell them.
  'scram-sha-256': 'scram-256',
  'scram-sha-512': 'scram-512',
  iam: 'iam',
  aws_msk_iam: 'iam',
};

function saslOf(flags: KafkaFlags, config: PartialKafka, env: Environment): Result<KafkaSasl | undefined> {
  const { sasl: configured } = config;
  const written = env['KAFKA_SASL_MECHANISM'] ?? '';
  const ofEnvironment = MECHANISMS[written.toLowerCase()];
  if (flags.sasl === undefined && configured === undefined && written !== '' && ofEnvironment === undefined)
    return setup('KAFKA_SASL_MECHANISM: expected plain, scram-256, scram-512 or iam');
  const mechanism = flags.sasl ?? configured?.mechanism ?? ofEnvironment;
  if (mechanism === undefined) return { ok: true, value: undefined, warnings: [] };
  if (mechanism === 'iam') {
    const region = flags.region ?? (configured?.mechanism === 'iam' ? configured.region : undefined);
    return { ok: true, value: { mechanism, region: region ?? env['AWS_REGION'] }, warnings: [] };
  }
  const signedIn = configured?.mechanism === 'iam' ? undefined : configured;
  const username = flags.username ?? signedIn?.username ?? env['KAFKA_USERNAME'];
  const password = env['KAFKA_PASSWORD'];
  const secret =
    signedIn?.password ??
    (password === undefined || password === '' ? undefined : { kind: 'text' as const, secret: new Secret(password) });
  if (username === undefined || username === '')
    return setup(`${mechanism} needs a user name`, 'Give it with --username, in the config or in KAFKA_USERNAME.');
  if (secret === undefined)
    return setup(`${mechanism} needs a password`, 'Give it in the config or in KAFKA_PASSWORD.');
  return { ok: true, value: { mechanism, username, password: secret }, warnings: [] };
}

function tlsOf(
  flags: KafkaFlags,
  config: PartialKafka,
  env: Environment,
  sasl: KafkaSasl | undefined,
): KafkaConfig['tls'] {
  const ca = env['KAFKA_CA'];
  const plain = { ca: ca === '' ? undefined : ca, cert: undefined, key: undefined, passphrase: undefined };
  const configured = config.tls === 'off' ? undefined : config.tls;
  if (flags.tls !== undefined) return flags.tls ? (configured ?? plain) : undefined;
  if (config.tls !== undefined) return configured;
  const variable = env['KAFKA_TLS']?.toLowerCase();
  const isOn =
    variable === undefined || variable === '' ? sasl?.mechanism === 'iam' : /^(?:1|true|yes|on)$/.test(variable);
  return isOn ? plain : undefined;
}

function setup(message: string, help?: string): { readonly ok: false; readonly problems: readonly Diagnostic[] } {
  return {
    ok: false,
    problems: [{ code: 'broker-setup', severity: 'error', message, ...(help === undefined ? {} : { help }) }],
  };
}
