import type { Framing } from '../config/config.js';
import { DecodeError } from '../runtime/errors.js';
import { ByteReader } from '../runtime/byte-reader.js';
import { openFrame } from './open-part.js';
import { knownIds, readsAs, withFraming, type BrokenPart, type LikelyCause } from './suspect.js';
import { hasSchema } from '../model/topic-model.js';

const frames = {
  confluent: 'a Confluent frame',
  'confluent-guid': "Confluent's newer frame with a GUID",
  glue: 'a Glue frame',
  'single-object': "Avro's single-object frame",
} as const satisfies Partial<Record<Framing, string>>;

type FrameName = keyof typeof frames;

/** The first bytes of frames. */
const firstBytes: Partial<Record<Framing, readonly number[]>> = {
  confluent: [0x00],
  'confluent-guid': [0x00, 0x01],
  glue: [0x03],
  'single-object': [0xc3],
};

/** Whether bytes may be the beginning of a value in its frame. */
export function mayBeginFrame(part: BrokenPart['part'], bytes: Uint8Array): boolean {
  const first = hasSchema(part) ? firstBytes[part.framing] : undefined;
  return first === undefined || first.includes(bytes[0] ?? -1);
}

/** What may be wrong with the frame of a key or value, or with the id in it. */
export function frameCauses(broken: BrokenPart): readonly LikelyCause[] {
  return [
    apicurioId(broken),
    ...(unknownSchema(broken) ?? []),
    wrongId(broken),
    otherFrame(broken),
    noFrame(broken),
  ].filter((cause) => cause !== undefined);
}

/** Apicurio's serializers write ids of 8 bytes by default. */
function apicurioId({ part, bytes }: BrokenPart): LikelyCause | undefined {
  if (bytes.length < 10 || bytes[0] !== 0 || bytes.readUInt32BE(1) !== 0) return undefined;
  // Ids are counted from 1: what is larger is the beginning of a value.
  const number = bytes.readUInt32BE(5);
  if (number === 0 || number >= 2 ** 24) return undefined;
  const id = String(number);
  const payload = bytes.subarray(9);
  const reads = readsAs(part, payload, knownIds(part).includes(id) ? id : undefined);
  return {
    code: 'apicurio-id',
    certainty: reads ? 'certain' : 'likely',
    message: `the frame looks like Apicurio's, with the id ${id} in 8 bytes, not 4${reads ? '; the rest can be read' : ''}`,
    fix: "Set apicurio.registry.as-confluent=true for the producer's serializer.",
  };
}

function unknownSchema({ part, bytes, reading, ownerOf }: BrokenPart): readonly LikelyCause[] | undefined {
  const { schemaId, schemaFile, payloadStart } = reading;
  if (schemaId === undefined || schemaFile !== undefined) return undefined;
  const owner = ownerOf(schemaId);
  if (owner !== undefined)
    return [
      {
        code: 'other-topic',
        certainty: 'likely',
        message: `the id ${schemaId} is that of ${owner.file}, a schema of the topic ${owner.topic}`,
        fix: 'Find the producer that writes to the wrong topic, or list the subject of that schema for this topic, too.',
      },
    ];
  const known = knownIds(part);
  const numbers = known.map(Number);
  const isNewer = numbers.length > 0 && numbers.every((number) => number < Number(schemaId));
  const reader = readsAs(part, bytes.subarray(payloadStart))
    ? '; the bytes can be read with the newest known schema'
    : '';
  return [
    {
      code: 'unknown-schema',
      certainty: 'likely',
      message: `the schema ${schemaId} is not in the snapshot (known: ${known.join(', ') || 'none'})${isNewer ? ': its writer is newer' : ': an id of another registry, or of a subject that the config does not name'}${reader}`,
      fix: 'Run gen-msk-consumer pull, then generate; or look at it with --registry.',
    },
  ];
}

/** Another version reads the bytes wholly. */
function wrongId({ part, bytes, reading }: BrokenPart): LikelyCause | undefined {
  const { schemaId, payloadStart } = reading;
  if (part.kind !== 'avro' || payloadStart === 0 || schemaId === undefined) return undefined;
  const payload = bytes.subarray(payloadStart);
  const others = knownIds(part).filter((id) => id !== schemaId && readsAs(part, payload, id));
  if (others.length === 0 || reading.schemaFile === undefined) return undefined;
  return {
    code: 'wrong-id',
    certainty: 'certain',
    message: `the frame has the id ${schemaId}, but the bytes can be read with the schema ${others.join(' or ')}`,
    fix: 'Look for a producer that writes one schema and sends the id of another.',
  };
}

/** The bytes begin with a frame that the topic is not configured for. */
function otherFrame({ part, bytes, reading }: BrokenPart): LikelyCause | undefined {
  if (!hasSchema(part)) return undefined;
  const possible = (Object.keys(frames) as FrameName[]).filter((framing) => framing !== part.framing);
  for (const framing of possible) {
    // The newer reader takes the older frame too.
    if (framing === 'confluent' && part.framing === 'confluent-guid') continue;
    if (framing === 'confluent-guid' && bytes[0] !== 0x01) continue;
    const opened = openedAs(part, bytes, framing);
    if (opened === undefined) continue;
    const { id, payload } = opened;
    const isKnown = knownIds(part).includes(id);
    const reads = readsAs(part, payload, isKnown ? id : undefined);
    // Two zero bytes begin many a bare datum, four bytes of a GUID none.
    if (!reads && !isKnown && (framing === 'confluent' || framing === 'confluent-guid')) continue;
    if (reading.payloadStart > 0 && !reads) continue;
    return {
      code: 'other-frame',
      certainty: reads ? 'certain' : 'likely',
      message: `the bytes begin with ${frames[framing]} (id ${id}), but the topic's framing is "${part.framing}"${reads ? '; the rest can be read' : ''}`,
      fix: `Set "framing": "${framing}" for this topic, or make its producers agree on one serializer.`,
    };
  }
  return undefined;
}

function openedAs(
  part: BrokenPart['part'],
  bytes: Buffer,
  framing: FrameName,
): { readonly id: string; readonly payload: Buffer } | undefined {
  const other = withFraming(part, framing);
  if (!hasSchema(other)) return undefined;
  // A JSON part has no single-object frame.
  if (other.framing !== framing) return undefined;
  const r = new ByteReader().openBytes(bytes);
  try {
    const id = openFrame(r, other, undefined);
    return id === undefined ? undefined : { id, payload: Buffer.from(r.bytes.subarray(r.position, r.end)) };
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

/** The bytes read without the frame that the topic is configured for. */
function noFrame({ part, bytes, reading }: BrokenPart): LikelyCause | undefined {
  if (!hasSchema(part) || reading.payloadStart > 0) return undefined;
  if (part.framing === 'none' || part.framing === 'lambda' || part.framing === 'lambda-json') return undefined;
  if (!readsAs(part, bytes)) return undefined;
  return {
    code: 'no-frame',
    certainty: 'certain',
    message: `the bytes can be read without a frame, but the topic's framing is "${part.framing}"`,
    fix: 'Use the schema registry\'s serializer in the producer, or set "framing": "none" if none of them does.',
  };
}
