import type { KafkaConfig } from './kafka-config.js';
import type { RawKafka } from './kafka-schema.js';
import { resolveTls, serviceSettings, type ServiceContext, type ServiceSettings } from './service-settings.js';

/** What a config says of brokers; what it leaves out, flags and the environment may say. */
export type PartialKafka = Partial<Omit<KafkaConfig, 'tls'>> & {
  /** `off`: explicitly without TLS. */
  readonly tls?: KafkaConfig['tls'] | 'off';
};

/** The brokers of a config, with `${NAME}` replaced by environment variables; problems are reported without values. */
export function resolveKafka(raw: RawKafka, context: ServiceContext): PartialKafka {
  const settings = serviceSettings('kafka', context);
  const { brokers, tls, sasl } = raw;
  return {
    ...(brokers === undefined ? {} : { brokers: resolveBrokers(brokers, settings) }),
    ...(tls === undefined ? {} : { tls: tls === false ? 'off' : resolveTls(tls === true ? {} : tls, settings) }),
    ...(sasl === undefined ? {} : { sasl: resolveSasl(sasl, settings) }),
  };
}

function resolveBrokers(brokers: NonNullable<RawKafka['brokers']>, settings: ServiceSettings): readonly string[] {
  const written = typeof brokers === 'string' ? [brokers] : brokers;
  if (written.length === 0) settings.report(['brokers'], 'at least one broker is needed');
  return written.flatMap((text, index) => {
    const path = typeof brokers === 'string' ? ['brokers'] : ['brokers', index];
    const list = brokerList(settings.fill(text, path));
    if (!list.ok) settings.report(path, list.message);
    return list.ok ? list.brokers : [];
  });
}

function resolveSasl(raw: NonNullable<RawKafka['sasl']>, settings: ServiceSettings): NonNullable<KafkaConfig['sasl']> {
  if (raw.mechanism === 'iam')
    return { mechanism: 'iam', region: settings.fillOptional(raw.region, ['sasl', 'region']) };
  return {
    mechanism: raw.mechanism,
    username: settings.fill(raw.username, ['sasl', 'username']),
    password: settings.secret(raw.password, ['sasl', 'password']),
  };
}

/** The brokers of a text with commas; `[::1]:9092` is one, too. */
export function brokerList(
  text: string,
): { readonly ok: true; readonly brokers: readonly string[] } | { readonly ok: false; readonly message: string } {
  const brokers = text
    .split(',')
    .map((broker) => broker.trim())
    .filter((broker) => broker !== '');
  const wrong = brokers.find((broker) => !/^(?:[\w.-]+|\[[\da-f:.]+\]):\d{1,5}$/i.test(broker));
  // What is written may hold a password, as a URL does.
  return wrong === undefined ? { ok: true, brokers } : { ok: false, message: 'expected brokers as host:port' };
}
