import type { Config } from '../config/config.js';
import type { ConfluentRegistryConfig } from '../config/registry-config.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import type { DrawnRecord } from '../emit/draw-records.js';
import { hasSchema, type SchemaPart, type TopicModel } from '../model/topic-model.js';
import { isLocal } from '../records/broker/refuse-remote.js';
import { frameId, withFrameId } from '../records/confluent/encode-confluent.js';
import { schemaRegistrar, type RegistrarSettings } from '../records/confluent/register-schema.js';
import { servedSchema } from '../records/confluent/served-schema.js';
import type { ProduceOptions } from './produce-options.js';
import type { ReadTopics } from './read-topics.js';

interface Registering {
  readonly config: Config;
  readonly topic: TopicModel;
  readonly read: ReadTopics;
  readonly options: Pick<ProduceOptions, 'allowRemote'>;
}

/** Registers the schemas of Confluent-framed keys and values; returns the records with the ids that the registry gives. */
export async function registerIds(
  records: readonly DrawnRecord[],
  { config, topic, read, options }: Registering,
): Promise<Result<readonly DrawnRecord[]>> {
  const settings = registrarSettings(config.registry?.type === 'confluent' ? config.registry : undefined, options);
  if (!settings.ok) return settings;
  const register = await schemaRegistrar(settings.value);
  const known = new Map<string, number>();
  const idOf = async (part: SchemaPart, what: 'key' | 'value', id: number): Promise<number> => {
    const place = `${what} ${id}`;
    const schema = servedSchema(part, String(id), (file) => read.schemas.get(file)?.json);
    if (schema === undefined) throw new Error(`a sample with the id ${id}, which no version has`);
    const registered = known.get(place) ?? (await register(subjectOf(config, topic, what), schema));
    known.set(place, registered);
    return registered;
  };
  const withId = async (what: 'key' | 'value', bytes: Uint8Array): Promise<Uint8Array> => {
    const part = topic[what];
    if (!hasSchema(part) || part.framing !== 'confluent') return bytes;
    return withFrameId(bytes, await idOf(part, what, frameId(bytes)));
  };
  try {
    const value: DrawnRecord[] = [];
    for (const { key, value: own } of records)
      value.push({
        key: key && { ...key, bytes: await withId('key', key.bytes) },
        value: { ...own, bytes: await withId('value', own.bytes) },
      });
    return { ok: true, value, warnings: [] };
  } catch (error) {
    const failure = registryFailure(error, settings.value.url);
    if (failure === undefined) throw error;
    return { ok: false, problems: [failure] };
  }
}

/** The subject of the config, or else that of the topic's name. */
function subjectOf(config: Config, { topic }: TopicModel, what: 'key' | 'value'): string {
  const part = config.topics.find((one) => one.topic === topic)?.[what];
  const [only] = part?.kind === 'schema' ? (part.from?.subjects ?? []) : [];
  return only?.subject ?? `${topic}-${what}`;
}

function registrarSettings(
  registry: ConfluentRegistryConfig | undefined,
  { allowRemote = false }: Registering['options'],
): Result<RegistrarSettings> {
  const [url = ''] = registry?.urls ?? [];
  if (registry === undefined)
    return setup('--register needs a registry of type "confluent" in the config', 'registry-setup');
  if (!allowRemote && !isLocal(new URL(url).hostname))
    return setup(`the registry at ${url} is not on this machine`, 'broker-remote');
  const { auth } = registry;
  if (auth.type === 'none') return { ok: true, value: { url }, warnings: [] };
  if (auth.type === 'basic' && auth.password.kind === 'text')
    return {
      ok: true,
      value: { url, username: auth.username, password: auth.password.secret.reveal() },
      warnings: [],
    };
  return setup('--register signs in with a user name, and a password from the environment, only', 'registry-setup');
}

function setup(
  message: string,
  code: 'registry-setup' | 'broker-remote',
): { readonly ok: false; readonly problems: readonly Diagnostic[] } {
  return { ok: false, problems: [{ code, severity: 'error', message }] };
}

/** What the library throws for a response, or for none; undefined for anything else. */
function registryFailure(error: unknown, url: string): Diagnostic | undefined {
  if (!(error instanceof Error)) return undefined;
  const status = 'status' in error ? error.status : undefined;
  if (typeof status === 'number' && status >= 300)
    return { code: 'registry-refused', severity: 'error', message: `the registry at ${url} refused: ${error.message}` };
  if (!error.name.startsWith('ConfluentSchemaRegistry') && status === undefined) return undefined;
  return {
    code: 'registry-unreachable',
    severity: 'error',
    message: `the registry at ${url} could not be used: ${error.message}`,
  };
}
