import { encodeValue } from '../avro/encode-value.js';
import { jsonValue } from '../avro/json-value.js';
import { validate } from '../json-schema/validate/validate.js';
import type { PartModel, SchemaPart } from '../model/topic-model.js';
import { ByteWriter } from '../runtime/simulate/byte-writer.js';
import { writeJson } from '../runtime/simulate/json-write.js';
import { rootName } from './part-names.js';
import type { Sample } from './topic-samples.js';
import { framed, membersOf, type MemberVersion } from './wire-frame.js';

/** The newest version of the subject, of several, that a sample is a record of. */
export function memberOf(part: SchemaPart, { value, json }: Sample): MemberVersion | undefined {
  if (part.kind === 'avro') return membersOf(part)?.find(({ name }) => name === tagOf(value))?.version;
  return part.members?.find(({ schema }) => validate(schema, json, part.settings).length === 0)?.reader;
}

/** The bytes of a sample with their wire frame, as its topic's fixture writes them. */
export function encodeSample(part: PartModel, sample: Sample, what: 'key' | 'value'): Uint8Array {
  const { value, json } = sample;
  switch (part.kind) {
    case 'string':
      return Buffer.from(String(value));
    case 'bytes':
      return value instanceof Uint8Array ? value : Buffer.alloc(0);
    case 'avro': {
      const at = rootName(part.shape, what);
      if (part.framing === 'lambda-json')
        return writeJson(jsonValue(part.shape, value, at, { decimals: part.jsonDecimals }));
      const w = new ByteWriter();
      const member = membersOf(part)?.find(({ name }) => name === tagOf(value));
      if (member !== undefined) {
        encodeValue(w, member.shape, value, at);
        return framed(part, w.finish(), member.version);
      }
      encodeValue(w, part.shape, value, at);
      return framed(part, w.finish());
    }
    case 'json':
      return framed(part, writeJson(json), memberOf(part, sample));
  }
}

function tagOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && '$type' in value ? value.$type : undefined;
}
