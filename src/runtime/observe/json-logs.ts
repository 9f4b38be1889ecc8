import type { BatchSummary, ConsumerHooks, RecordPlace } from '../consume/hooks.js';
import type { RecordError } from '../kafka/record-error.js';
import { errorCode } from './error-code.js';
import { writeLine } from './write-line.js';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;

export type LogLevel = (typeof LEVELS)[number];

export interface JsonLogSettings {
  /** The least level that is written; `info` unless given, which leaves out single records that were handled. */
  readonly level?: LogLevel | undefined;
  /** Writes a line; unless given, to standard output, which is the function's log. */
  readonly write?: ((line: string) => void) | undefined;
}

/**
 * Hooks that write a line of JSON for each batch, and for each record that failed, was skipped, handed back or
 * handled before. No line has anything of a record but its place, and the message of what its handler threw.
 */
export function jsonLogs({
  level: least = 'info',
  write = writeLine,
}: JsonLogSettings = {}): ConsumerHooks {
  const enabled = (level: LogLevel) => LEVELS.indexOf(level) >= LEVELS.indexOf(least);
  /** A hook that writes a line, or none if its level is too low. */
  const logs = <Args extends readonly unknown[]>(
    level: LogLevel,
    message: string,
    fields: (...args: Args) => object,
  ): ((...args: Args) => void) | undefined =>
    enabled(level)
      ? (...args) => {
          const timestamp = new Date().toISOString();
          write(JSON.stringify({ timestamp, level, message, ...fields(...args) }));
        }
      : undefined;
  return {
    onBatch: logs('info', 'batch', batchFields),
    onRecord: logs('debug', 'record handled', (record) => ({
      ...placeFields(record),
      outcome: record.outcome,
    })),
    onSkipped: logs('warn', 'record skipped', errorFields),
    onDuplicate: logs('info', 'duplicate record', placeFields),
    onError: logs('error', 'record failed', errorFields),
    onHandBack: logs('warn', 'record handed back', (record) => ({
      ...placeFields(record),
      reason: record.reason,
    })),
  };
}

function batchFields({ response, ...counts }: BatchSummary): object {
  return {
    ...counts,
    ...(response !== undefined && { batchItemFailures: response.batchItemFailures.length }),
  };
}

function placeFields({ topic, partition, offset, timestamp }: RecordPlace): object {
  return { topic, partition, offset, recordTimestamp: new Date(timestamp).toISOString() };
}

function errorFields(error: RecordError): object {
  const { topic, partition, offset, stage, schemaId, message, cause } = error;
  const errorName = cause instanceof Error ? cause.name : typeof cause;
  return {
    topic,
    partition,
    offset,
    code: errorCode(error),
    stage,
    schemaId,
    errorName,
    reason: message,
  };
}
