import { resolve } from 'node:path';
import type { Config } from '../config/config.js';
import { openTopic } from './open-topic.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { WriteError } from '../diagnostics/write-error.js';
import { replaceFile } from '../plan/replace-file.js';
import { catchBrokerErrors } from '../records/broker/broker-error.js';
import type { OutgoingKind, OutgoingRecord, WrittenPlace } from '../records/produce/outgoing-record.js';
import { sendRecords } from '../records/produce/send-records.js';
import { toEvent } from '../records/produce/to-events.js';
import { openKafka } from './open-kafka.js';
import { fixtureRecords, givenRecords } from './outgoing-records.js';
import type { ProduceOptions } from './produce-options.js';

/** A record that was written. Sizes are null for a part that there is not. */
export interface ProducedRecord extends WrittenPlace {
  readonly topic: string;
  readonly kind: OutgoingKind;
  readonly keyBytes: number | null;
  readonly valueBytes: number | null;
}

export interface ProduceResult {
  /** The folder of the config, absolute; null when none was found. */
  readonly root: string | null;
  readonly topic: string;
  /** The file that was written, absolute; null for a topic. */
  readonly file: string | null;
  /** In the order in which they were written. */
  readonly records: readonly ProducedRecord[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Writes records of a topic's fixture, or captured ones, to the topic or to a file of events. */
export async function produce(topic: string, options: ProduceOptions = {}): Promise<ProduceResult> {
  const { cwd = process.cwd(), config: path, env = process.env, to, from, register } = options;
  const needs = [to === undefined ? ('kafka' as const) : [], register === true ? ('registry' as const) : []].flat();
  const opened = await openTopic(topic, { cwd, file: path, env, needs });
  if (!opened.ok) return failed(topic, opened.root, opened.problems);
  const { config, found } = opened;
  const only: Config = { ...config, topics: [found] };
  const outgoing = from === undefined ? await fixtureRecords(only, options) : givenRecords(topic, from, options);
  if (!outgoing.ok) return failed(topic, config.root, outgoing.problems);
  const file = to === undefined ? null : resolve(cwd, to);
  const written =
    file === null
      ? await send(topic, outgoing.value, config, options)
      : write(topic, outgoing.value, { file, root: config.root });
  if (!written.ok) return failed(topic, config.root, written.problems);
  const records = outgoing.value.map((record, index) => producedRecord(topic, record, written.value[index]));
  return { root: config.root, topic, file, records, diagnostics: outgoing.warnings };
}

/** What the run may talk to decides which variables of the environment have to be there. */
async function send(
  topic: string,
  records: readonly OutgoingRecord[],
  config: Config,
  { brokers = {}, env = process.env, allowRemote = false, rate }: ProduceOptions,
): Promise<Result<readonly WrittenPlace[]>> {
  const kafka = await openKafka({ config, flags: brokers, env, allowRemote });
  if (!kafka.ok) return kafka;
  return catchBrokerErrors(() => sendRecords(records, { kafka: kafka.value, topic, rate }));
}

function write(
  topic: string,
  records: readonly OutgoingRecord[],
  { file, root }: { readonly file: string; readonly root: string },
): Result<readonly WrittenPlace[]> {
  const { event, places } = toEvent(topic, records);
  try {
    replaceFile(file, `${JSON.stringify(event, null, 2)}\n`);
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    return { ok: false, problems: [error.diagnostic(root)] };
  }
  return { ok: true, value: places, warnings: [] };
}

function producedRecord(
  topic: string,
  { kind, key, value }: OutgoingRecord,
  { partition, offset }: WrittenPlace = { partition: 0, offset: 0 },
): ProducedRecord {
  return { topic, partition, offset, kind, keyBytes: key?.byteLength ?? null, valueBytes: value?.byteLength ?? null };
}

function failed(topic: string, root: string | null, diagnostics: readonly Diagnostic[]): ProduceResult {
  return { root, topic, file: null, records: [], diagnostics };
}
