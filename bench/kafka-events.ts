import { readFileSync } from 'node:fs';
import avsc from 'avsc';
import { WRITER_ID, type KafkaEvent, type KafkaRecord, type RecordSchema } from './candidate.js';
import { Random } from './random.js';
import type { Workload } from './workloads.js';

/** `confluent`: 0x00 and the schema id before each value; `none`: the value alone. */
export type Frame = 'confluent' | 'none';

const PARTITIONS = 4;
const frames: Readonly<Record<Frame, Buffer>> = { confluent: Buffer.of(0, 0, 0, 0, WRITER_ID), none: Buffer.alloc(0) };

export function readSchema(file: string): RecordSchema {
  // avsc checks what it is given.
  return JSON.parse(readFileSync(new URL(`schemas/${file}`, import.meta.url), 'utf8')) as RecordSchema;
}

/** The same records for the same workload and count, whatever the frame. */
export function kafkaEvents(
  workload: Workload,
  frame: Frame,
  options: { events: number; recordsEach: number },
): KafkaEvent[] {
  const random = new Random(1);
  const encode = encoderOf(workload);
  return Array.from({ length: options.events }, (_, event) => ({
    eventSource: 'aws:kafka',
    records: Object.fromEntries(
      Array.from({ length: PARTITIONS }, (_, partition) => [
        `${workload.topic}-${partition}`,
        Array.from({ length: options.recordsEach / PARTITIONS }, (_, index): KafkaRecord => ({
          topic: workload.topic,
          partition,
          offset: event * options.recordsEach + index,
          timestamp: 1_760_000_000_000,
          timestampType: 'CREATE_TIME',
          key: Buffer.from(random.uuid()).toString('base64'),
          value: Buffer.concat([frames[frame], encode(workload.value(random))]).toString('base64'),
          headers: [],
        })),
      ]),
    ),
  }));
}

/** Bytes of the encoded value in an average record. */
export function meanBytes(workload: Workload): number {
  const random = new Random(1);
  const encode = encoderOf(workload);
  const lengths = random.list(1_000, () => encode(workload.value(random)).length);
  return Math.round(lengths.reduce((sum, length) => sum + length, 0) / lengths.length);
}

function encoderOf({ format, writer }: Workload): (value: object) => Buffer {
  if (format === 'json') return (value) => Buffer.from(JSON.stringify(value));
  const type = avsc.Type.forSchema(readSchema(writer));
  return (value) => type.toBuffer(value);
}
