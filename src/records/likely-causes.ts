import { counted } from '../diagnostics/counted.js';
import { compressionOf, containerOf } from './foreign-bytes.js';
import { frameCauses, mayBeginFrame } from './frame-causes.js';
import { readPart } from './read-part.js';
import { readsAs, satisfiesOwnVersion, type BrokenPart, type Certainty, type LikelyCause } from './suspect.js';
import { parsedJson } from '../diagnostics/parsed-json.js';

const order: readonly Certainty[] = ['certain', 'likely', 'possible'];

/** Why a key or value may be broken, the most likely cause first. */
export function likelyCauses(broken: BrokenPart): readonly LikelyCause[] {
  const found = [
    otherFormat(broken),
    doubleBase64(broken),
    container(broken),
    compressed(broken),
    ...frameCauses(broken),
    dataContractRules(broken),
    violation(broken),
    text(broken),
    truncated(broken),
    extraBytes(broken),
  ].filter((cause) => cause !== undefined);
  return found.sort((a, b) => order.indexOf(a.certainty) - order.indexOf(b.certainty));
}

function otherFormat({ part, dataFormat }: BrokenPart): LikelyCause | undefined {
  const expected = part.kind === 'avro' ? 'AVRO' : part.kind === 'json' ? 'JSON' : undefined;
  if (dataFormat === undefined || expected === undefined || dataFormat === expected) return undefined;
  return {
    code: 'other-format',
    certainty: 'certain',
    message: `the event says that the record is ${dataFormat}, but the topic's schema is ${expected}`,
    fix: `Configure the schema that producers really use${dataFormat === 'PROTOBUF' ? '; Protobuf is not supported' : ''}.`,
  };
}

function doubleBase64({ part, bytes, reading }: BrokenPart): LikelyCause | undefined {
  for (const candidate of [bytes, bytes.subarray(reading.payloadStart)]) {
    const text = candidate.toString('latin1').trim();
    if (text.length < 8 || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) continue;
    const inner = Buffer.from(text, 'base64');
    const reads = readPart(part, inner).fault === undefined || readsAs(part, inner);
    return {
      code: 'double-base64',
      certainty: reads ? 'certain' : 'possible',
      message: reads
        ? 'the bytes are base64 text, and can be read once that is decoded'
        : 'the bytes look like base64 text',
      fix: 'Encode values once: Kafka clients take bytes, not base64 text.',
    };
  }
  return undefined;
}

function container({ bytes, reading }: BrokenPart): LikelyCause | undefined {
  const name = containerOf(bytes) ?? containerOf(bytes.subarray(reading.payloadStart));
  if (name === undefined) return undefined;
  return {
    code: 'container',
    certainty: 'certain',
    message: `the bytes are ${name}`,
    fix: 'Produce single records, with the serializer of the schema registry.',
  };
}

function compressed({ part, bytes, reading }: BrokenPart): LikelyCause | undefined {
  const found = compressionOf(bytes) ?? compressionOf(bytes.subarray(reading.payloadStart));
  if (found === undefined) return undefined;
  const { name, inner } = found;
  const reads = inner !== undefined && (readPart(part, inner).fault === undefined || readsAs(part, inner));
  return {
    code: 'compressed',
    certainty: reads ? 'certain' : 'likely',
    message: `the bytes are compressed with ${name}${reads ? ', and can be read once they are decompressed' : ''}`,
    fix: "Let Kafka compress (the producer's compression.type), which consumers do not see, not the application.",
  };
}

function dataContractRules({ reading, rulesOf }: BrokenPart): LikelyCause | undefined {
  const rules = reading.schemaFile === undefined ? [] : rulesOf(reading.schemaFile);
  if (rules.length === 0) return undefined;
  return {
    code: 'data-contract-rules',
    certainty: 'likely',
    message: `the schema has rules that change values when records are read (${rules.join(', ')}), and no consumer runs them`,
    fix: 'Read such a topic with a client that runs the rules, or produce without them.',
  };
}

function violation(broken: BrokenPart): LikelyCause | undefined {
  const { part, reading } = broken;
  if (part.kind !== 'json' || reading.fault === undefined || reading.fields.length === 0) return undefined;
  const { at, reason } = reading.fault;
  if (satisfiesOwnVersion(broken))
    return {
      code: 'schema-violation',
      certainty: 'certain',
      message: `the value is valid against the schema that it was written with, but not against ${part.reader.file}: ${at} ${reason}`,
      fix: 'Make the newest schema accept what older producers write, or convert the old records.',
    };
  return {
    code: 'schema-violation',
    certainty: 'likely',
    message: `the JSON is well-formed and violates ${part.reader.file}: ${at} ${reason}`,
    fix: 'Fix the producer, or the schema if the value is right.',
  };
}

function text({ part, bytes, reading }: BrokenPart): LikelyCause | undefined {
  if (part.kind !== 'avro') return undefined;
  const payload = bytes.subarray(reading.payloadStart);
  const content = payload.toString();
  if (payload.length < 2 || !Buffer.from(content).equals(payload)) return undefined;
  // Avro's own bytes may all be letters; JSON they are only by design.
  if (isJsonText(content))
    return {
      code: 'text',
      certainty: 'likely',
      message: 'the bytes are JSON text where Avro was expected',
      fix: "Use the producer's Avro serializer, or configure a JSON Schema for the topic.",
    };
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/.test(content)) return undefined;
  return {
    code: 'text',
    certainty: 'possible',
    message: 'the bytes are text where Avro was expected',
    fix: 'Use the producer\'s Avro serializer, or set the part to "string".',
  };
}

function isJsonText(text: string): boolean {
  return /^\s*[{["]/.test(text) && parsedJson(text) !== undefined;
}

function truncated({ part, bytes, reading: { fault, payloadStart } }: BrokenPart): LikelyCause | undefined {
  if (fault === undefined || bytes.length === 0) return undefined;
  if (payloadStart === 0 && !mayBeginFrame(part, bytes)) return undefined;
  const isShort = /only \d+ left|unexpected end/i.test(fault.reason) || fault.byteOffset >= bytes.length;
  if (!isShort) return undefined;
  const [, wanted = '0'] = /expected (\d+) byte/.exec(fault.reason) ?? [];
  // A length that no record has is a sign of other bytes, not of missing ones.
  const isPlausible = Number(wanted) < 2 * bytes.length + 64;
  return {
    code: 'truncated',
    certainty: isPlausible ? 'likely' : 'possible',
    message: `the bytes end after ${bytes.length}, in the middle of ${fault.at}`,
    fix: 'Look at what the producer sent: a buffer cut short, or a length limit of a column or proxy on the way.',
  };
}

function extraBytes({ part, bytes, reading }: BrokenPart): LikelyCause | undefined {
  const { fault } = reading;
  const [, count] = /^(\d+) bytes? left after the value/.exec(fault?.reason ?? '') ?? [];
  if (fault === undefined || count === undefined) return undefined;
  const rest = bytes.subarray(bytes.length - Number(count));
  if (/^[\r\n]+$/.test(rest.toString('latin1')))
    return {
      code: 'extra-bytes',
      certainty: 'certain',
      message: 'a line break follows the value',
      fix: 'Do not pass binary values through a tool that works by lines.',
    };
  const isRecord = readPart(part, rest).fault === undefined;
  // JSON text ends where its value does, whatever schema it was written with.
  if (!isRecord && part.kind !== 'avro')
    return {
      code: 'extra-bytes',
      certainty: 'likely',
      message: `${counted(Number(count), 'byte')} ${count === '1' ? 'follows' : 'follow'} the JSON value`,
      fix: 'Look at what the producer sent: one JSON value per record, and nothing else.',
    };
  return {
    code: 'extra-bytes',
    certainty: isRecord ? 'certain' : 'likely',
    message: isRecord
      ? 'a second record follows the first one'
      : `the value reads and ${counted(Number(count), 'byte')} ${count === '1' ? 'follows' : 'follow'}: its writer's schema has more fields than the one it is read with`,
    fix: isRecord
      ? 'Produce one record per message.'
      : 'Find the schema that it was written with (pull, or --registry), or set the framing that carries its id.',
  };
}
