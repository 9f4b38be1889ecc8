import { isObject } from '../runtime/json/check.js';
import { sampleValue } from '../avro/sample/sample-value.js';
import type { Diagnostic, Location } from '../diagnostics/diagnostic.js';
import { convertValue } from '../json-schema/convert/convert-value.js';
import { sampleJson } from '../json-schema/sample/sample-value.js';
import { validate } from '../json-schema/validate/validate.js';
import { lowerFirst, NameScope } from '../code/identifiers.js';
import { Seed } from '../samples/seed.js';
import type { JsonPart, PartModel, SchemaPart } from '../model/topic-model.js';
import type { Shape } from '../runtime/resolution/value-shape.js';
import { memberTypes, rootType, type TopicType } from './topic-branches.js';
import { typeNameOf, type NamedTopic } from './named-topic.js';

/** A sample key or value, the name it is exported by and the type it is of. */
export interface Sample {
  readonly name: string;
  readonly type: string;
  /** As it is when decoded. */
  readonly value: unknown;
  /** As it is in JSON, for a key or value that is written so. */
  readonly json?: unknown;
  /** Whether it is an object of declared properties, of which an override may give some. */
  readonly isRecord: boolean;
}

export interface TopicSamples {
  /** None where the config says nothing of the key. */
  readonly key: readonly [Sample, ...Sample[]] | undefined;
  /** One, or one for each type of record that the value may be. */
  readonly value: readonly [Sample, ...Sample[]];
}

/**
 * Makes the samples of a topic; for a schema that no value satisfies there are none, and a warning says why. Those of
 * another `variation` have other values.
 */
export function sampleTopic(
  named: NamedTopic,
  variation = '',
): {
  readonly samples: TopicSamples | undefined;
  readonly warnings: readonly Diagnostic[];
} {
  const sampling: Sampling = { named, variation, scope: new NameScope(), warnings: [] };
  const [value, ...values] = partSamples(sampling, named.topic.value, 'value');
  if (value === undefined) return { samples: undefined, warnings: sampling.warnings };
  if (hasNoSample(named.topic.key)) return { samples: { key: undefined, value: [value, ...values] }, warnings: [] };
  const [key, ...keys] = partSamples(sampling, named.topic.key, 'key');
  if (key === undefined) return { samples: undefined, warnings: sampling.warnings };
  const likeValue = { ...key, ...withValuesOf(key, named.topic.key, value, named.topic.value) };
  return { samples: { key: [likeValue, ...keys], value: [value, ...values] }, warnings: sampling.warnings };
}

/** Whether the config says nothing of a key: any sample of it would be a guess. */
function hasNoSample(part: PartModel): boolean {
  return part.kind === 'bytes' && part.isDefault === true;
}

interface Sampling {
  /** What the paths that values are drawn from begin with; '' for the fixture's own. */
  readonly variation: string;
  readonly warnings: Diagnostic[];
  readonly named: NamedTopic;
  readonly scope: NameScope;
}

/** The samples of a key or value, none where one of them cannot be made. */
function partSamples(sampling: Sampling, part: PartModel, what: 'key' | 'value'): readonly Sample[] {
  const { topic, branches } = sampling.named;
  switch (part.kind) {
    case 'string':
      return [plainSample(sampling, `${topic.names.camel}-${numberOf(sampling)}`, what)];
    case 'bytes':
      return [plainSample(sampling, Buffer.from(topic.names.camel).subarray(0, 8), what)];
    case 'avro':
    case 'json': {
      const types =
        what === 'value' && branches !== undefined ? branches.branches.map(({ type }) => type) : memberTypes(part);
      const samples: Sample[] = [];
      for (const type of types.length === 0 ? [rootType(part)] : types) {
        const sample = sampleOf(sampling, type, part, { what, of: Math.max(1, types.length) });
        if (sample === undefined) return [];
        samples.push(sample);
      }
      return samples;
    }
  }
}

/** The number in a key that is text. */
function numberOf({ variation }: Sampling): number {
  return variation === '' ? 1 : new Seed(variation).between(1, 99_999);
}

function sampleOf(sampling: Sampling, type: TopicType, part: SchemaPart, { what, of }: Place): Sample | undefined {
  const name = typeNameOf(sampling.named, type);
  const made =
    type.kind === 'avro'
      ? avroSample(type.shape, `${sampling.variation}${name ?? what}`, of)
      : part.kind === 'json'
        ? jsonSample(type, name ?? what, {
            part,
            variation: sampling.variation,
            isRecord: sampling.named.jsonTypes.records.has(name ?? ''),
          })
        : undefined;
  if (made === undefined) return undefined;
  if (!made.ok) {
    const { file, reason, help } = made;
    sampling.warnings.push({
      code: 'schema-without-values',
      severity: 'warning',
      message: `no sample can be generated: ${reason}; "${sampling.named.topic.topic}" gets no fixture, event or test`,
      location: file ?? { file: part.reader.file },
      ...(help === undefined ? {} : { help }),
    });
    return undefined;
  }
  const general = generalName(sampling, what);
  return {
    name:
      name === undefined ? sampling.scope.claim(general) : sampling.scope.claim(`${lowerFirst(name)}Sample`, general),
    type: name ?? sampling.named[`${what}Type`],
    ...made.sample,
  };
}

function plainSample(sampling: Sampling, value: unknown, what: Place['what']): Sample {
  return {
    name: sampling.scope.claim(generalName(sampling, what)),
    type: sampling.named[`${what}Type`],
    value,
    isRecord: false,
  };
}

function generalName(sampling: Sampling, what: Place['what']): string {
  return `${sampling.named.topic.names.camel}${what === 'key' ? 'Key' : 'Value'}Sample`;
}

interface Place {
  readonly what: 'key' | 'value';
  /** Of how many types of records it is one. */
  readonly of: number;
}

type MadeSample =
  | { readonly ok: true; readonly sample: Pick<Sample, 'value' | 'json' | 'isRecord'> }
  | { readonly ok: false; readonly reason: string; readonly file?: Location; readonly help?: string };

function avroSample(shape: Shape, label: string, of: number): MadeSample {
  const made = sampleValue(shape, label, of);
  if (!made.ok) return { ok: false, reason: `${made.at}: ${made.reason}` };
  return { ok: true, sample: { value: made.value, isRecord: shape.kind === 'record' || of > 1 } };
}

interface JsonSampling {
  readonly part: JsonPart;
  readonly variation: string;
  readonly isRecord: boolean;
}

/** The team's own sample where it is one of this type, else one that is made; valid against all that the schema says of the whole value. */
function jsonSample(
  { schema: own, within }: TopicType & { readonly kind: 'json' },
  label: string,
  { part: { settings, sample }, variation, isRecord }: JsonSampling,
): MadeSample {
  const schema = within ?? own;
  const branch = within === undefined ? undefined : own;
  const isTheirs =
    sample !== undefined &&
    [schema, own].every((constraint) => validate(constraint, sample.value, settings).length === 0);
  const theirs = isTheirs ? { ok: true as const, value: sample.value } : undefined;
  const drawn = (): ReturnType<typeof sampleJson> => sampleJson(schema, { label, settings, branch, variation });
  const varied = theirs !== undefined && variation !== '' ? drawn() : undefined;
  const made = varied?.ok === true ? varied : (theirs ?? drawn());
  if (!made.ok) {
    return {
      ok: false,
      reason: made.reason,
      file: made.place,
      help: 'Set "sample" in the config to a JSON file with a valid value.',
    };
  }
  const value = convertValue(schema, made.value, settings);
  return { ok: true, sample: { value, json: made.value, isRecord } };
}

/** A key's record with what the value's record says under the same names: a customer's key is that customer's. */
function withValuesOf(key: Sample, keyPart: PartModel, value: Sample, valuePart: PartModel): Partial<Sample> {
  if (keyPart.kind === 'avro' && valuePart.kind === 'avro') {
    return { value: withAvroValuesOf(key.value, keyPart.shape, value.value, valuePart.shape) };
  }
  if (keyPart.kind !== 'json' || valuePart.kind !== 'json' || !isObject(key.json) || !isObject(value.json)) return {};
  const { schema } = keyPart.reader;
  const taken = new Map(Object.entries(value.json));
  const json = Object.fromEntries(Object.entries(key.json).map(([name, sample]) => [name, taken.get(name) ?? sample]));
  if (validate(schema, json, keyPart.settings).length > 0) return {};
  return { json, value: convertValue(schema, json, keyPart.settings) };
}

function withAvroValuesOf(key: unknown, keyShape: Shape, value: unknown, valueShape: Shape): unknown {
  if (keyShape.kind !== 'record' || valueShape.kind !== 'record') return key;
  const forms = new Map(valueShape.fields.map(({ field, shape }) => [field.name, leafKind(shape)]));
  const same = keyShape.fields.filter(({ field, shape }) => {
    const kind = leafKind(shape);
    return kind !== undefined && forms.get(field.name) === kind;
  });
  // Both are records by their shapes, and samples of them.
  const [own, other] = [key, value] as [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>];
  const taken = new Map(same.map(({ field }) => [field.name, other[field.name]]));
  return Object.fromEntries(Object.entries(own).map(([name, sample]) => [name, taken.get(name) ?? sample]));
}

/** Equal for leaves whose values are of one kind. */
function leafKind(shape: Shape): string | undefined {
  if (shape.kind !== 'leaf' || shape.type.kind === 'fixed') return undefined;
  return `${shape.type.kind} ${shape.type.logical?.name ?? ''} ${shape.form}`;
}
