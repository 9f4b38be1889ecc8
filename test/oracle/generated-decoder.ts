import { compileFunction } from 'node:vm';
import { transform } from 'esbuild';

import type { Framing } from '../../src/config/config.js';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { rootName } from '../../src/emit/part-names.js';
import { decoderFile } from '../../src/emit/decoder-file.js';
import { fixtureFile } from '../../src/emit/fixture-file.js';
import { NO_JSON_TYPES } from '../../src/emit/json-types.js';
import { hasSamples, planTopic, type TopicPlan } from '../../src/emit/topic-plan.js';
import { buildTopics } from '../../src/model/build-topics.js';
import type { ReadSchema, ReadSchemas } from '../../src/model/read-schema.js';
import type { AvroPart } from '../../src/model/topic-model.js';
import { interpret } from '../../src/runtime/resolution/interpret.js';
import * as avroRead from '../../src/runtime/avro/read.js';
import * as avroWrite from '../../src/runtime/simulate/avro-write.js';
import * as byteReader from '../../src/runtime/byte-reader.js';
import * as byteWriter from '../../src/runtime/simulate/byte-writer.js';
import * as errors from '../../src/runtime/errors.js';
import * as frameEncode from '../../src/runtime/simulate/frame-encode.js';
import * as framing from '../../src/runtime/kafka/framing.js';
import * as plainRead from '../../src/runtime/kafka/plain-read.js';
import * as recordProbe from '../../src/runtime/simulate/record-probe.js';
import * as sampleEvent from '../../src/runtime/simulate/sample-event.js';
import * as sampleRecord from '../../src/runtime/simulate/sample-record.js';
import * as simulate from '../../src/runtime/simulate/simulate.js';
import type { ValueSettings } from '../../src/runtime/resolution/value-shape.js';
import { filled } from '../emit/filled.js';
import { valueConfig } from './value-config.js';

/** The schemas of a topic's value, as JSON. */
export interface TopicSchemas {
  /** Oldest first; the last one is the reader's. */
  readonly versions: readonly { readonly id: string | null; readonly schema: unknown }[];
  readonly framing?: Framing;
  readonly values?: Partial<ValueSettings>;
}

/** A topic with that value, planned by the real pipeline; its key is raw bytes. */
export interface PlannedTopic {
  readonly plan: TopicPlan;
  readonly part: AvroPart;
}

/** Plans a topic, or tells why the schemas are refused. */
export function planSchemas(schemas: TopicSchemas): PlannedTopic | { readonly problems: readonly Diagnostic[] } {
  const { framing: frame, values } = schemas;
  const versions = schemas.versions.map(({ id, schema }, index) => ({
    id,
    ...readSchema(`v${index + 1}.avsc`, schema),
  }));
  const files = new Map(versions.map((version) => [version.file, version]));
  const sources: ReadSchemas = {
    get: (file) => files.get(file),
    included: () => [],
    documents: () => ({ get: () => undefined, all: () => [] }),
  };
  const config = valueConfig('', [{ topic: 'topic', versions, framing: frame, values }]);
  const built = buildTopics(config, sources);
  if (!built.ok) return { problems: built.problems };
  const [topic] = built.value;
  if (topic?.value.kind !== 'avro') throw new Error('the topic has no Avro value');
  return { plan: planTopic(topic, config, NO_JSON_TYPES).plan, part: topic.value };
}

/** Plans a topic whose schemas must be accepted. */
export function plannedTopic(schemas: TopicSchemas): PlannedTopic {
  const planned = planSchemas(schemas);
  if ('problems' in planned) throw new Error(planned.problems.map(({ message }) => message).join('; '));
  return planned;
}

export interface GeneratedDecoder {
  readonly decode: (bytes: Uint8Array, schemaId?: string) => unknown;
  /** The same over base64, as Lambda delivers a value. */
  readonly decodeBase64: (bytes: Uint8Array, schemaId?: string) => unknown;
  /** What the consumer calls: reads the value that a reader is open at. */
  readonly read: (r: byteReader.ByteReader, schemaId?: string) => unknown;
}

/** The topic's generated decoder, run from memory. */
export async function generatedDecoder({ plan }: PlannedTopic): Promise<GeneratedDecoder> {
  const module = await evaluated(filled(decoderFile(plan)));
  const [decode, decodeBase64] = [functionIn(module, 'decodeValue'), functionIn(module, 'decodeValueBase64')];
  return {
    decode: (bytes, schemaId) => decode(bytes, schemaId),
    read: functionIn(module, 'readValue'),
    decodeBase64: (bytes, schemaId) => decodeBase64(Buffer.from(bytes).toString('base64'), schemaId),
  };
}

/** What the generated fixture of a topic offers. */
export interface GeneratedFixture {
  readonly samples: readonly unknown[];
  readonly encodeValue: (value: unknown) => Uint8Array;
  readonly event: () => unknown;
}

/** The topic's generated fixture, run from memory; undefined for a schema that has no value to show. */
export async function generatedFixture({ plan }: PlannedTopic): Promise<GeneratedFixture | undefined> {
  if (!hasSamples(plan)) return undefined;
  const module = await evaluated(filled(fixtureFile(plan)));
  const encode = functionIn(module, 'encodeTopicValue');
  return {
    samples: plan.samples.value.map(({ name }) => module[name]),
    encodeValue: (value) => {
      const bytes = encode(value);
      if (!(bytes instanceof Uint8Array)) throw new Error('the encoder returned no bytes');
      return bytes;
    },
    event: functionIn(module, 'topicEvent'),
  };
}

/** The interpreter for one of the topic's versions, the reader's unless told: it reads bytes that bear no frame, and wants all of them read. */
export function interpretedDecoder({ part }: PlannedTopic, version = part.reader): (bytes: Uint8Array) => unknown {
  const at = rootName(part.shape, 'value');
  const read = interpret(version.resolution, at);
  const r = new byteReader.ByteReader();
  return (bytes) => {
    const value = read(r.openBytes(bytes));
    r.close(at);
    return value;
  };
}

function readSchema(file: string, json: unknown): ReadSchema {
  return { file, format: 'avro', json, locate: (pointer) => ({ file, pointer }) };
}

/** The modules of the runtime that decoders and fixtures import, as plain objects: faster than a test runner's modules. */
const RUNTIME = new Map<string, object>(
  Object.entries({
    'avro/read': { ...avroRead },
    'simulate/avro-write': { ...avroWrite },
    'byte-reader': { ...byteReader },
    'simulate/byte-writer': { ...byteWriter },
    errors: { ...errors },
    'simulate/frame-encode': { ...frameEncode },
    'kafka/framing': { ...framing },
    'kafka/plain-read': { ...plainRead },
    'simulate/record-probe': { ...recordProbe },
    'simulate/sample-event': { ...sampleEvent },
    'simulate/sample-record': { ...sampleRecord },
    'simulate/simulate': { ...simulate },
  }).map(([name, module]) => [`../_runtime/${name}.js`, module]),
);

type Module = Readonly<Record<string, unknown>>;

async function evaluated(typescript: string): Promise<Module> {
  const { code } = await transform(typescript, { loader: 'ts', format: 'cjs', target: 'es2023' });
  const module: { exports: Module } = { exports: {} };
  const require = (path: string): object => {
    const found = RUNTIME.get(path);
    if (found === undefined) throw new Error(`the generated code imports ${path}`);
    return found;
  };
  Reflect.apply(compileFunction(code, ['module', 'require']), undefined, [module, require]);
  return module.exports;
}

function functionIn(module: Module, name: string): (...args: readonly unknown[]) => unknown {
  const found = module[name];
  if (typeof found !== 'function') throw new Error(`no function ${name} is exported`);
  return (...args) => {
    const result: unknown = Reflect.apply(found, undefined, args);
    return result;
  };
}
