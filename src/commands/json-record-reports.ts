import type { DevEvent } from '../dev/dev-event.js';
import type { OffsetRange } from '../records/captured.js';
import type { InspectedRecord } from '../records/inspect-record.js';
import type { DevResult } from './dev.js';
import type { UsageResult } from './field-usage.js';
import type { Invocation, InvokedRecord, InvokeResult } from './invoke.js';
import type { ReportHead, ReportOf } from './json-reports.js';
import type { ProduceResult } from './produce.js';
import type { RedriveResult } from './redrive.js';
import type { VerifyResult } from './verify.js';

/** What `inspect --format json` prints on stdout. */
export interface JsonInspectReport extends ReportHead<'inspect'> {
  /** One entry for each record, in the order of the input; without values unless they are shown. */
  readonly records: readonly (Pick<InspectedRecord, 'topic' | 'partition' | 'offset' | 'deadLetter'> & {
    readonly key: unknown;
    readonly value: unknown;
  })[];
  /** Where records are of which the input holds only the offsets. */
  readonly ranges: readonly OffsetRange[];
}

/** What `invoke --format json` prints on stdout. */
export interface JsonInvokeReport extends ReportHead<'invoke'> {
  readonly topic: string;
  /** Null where the handler was not started. `file` is relative to the root. */
  readonly function: InvokeResult['function'];
  /** One for each record of each event; `invocation` counts from 1. */
  readonly records: readonly (InvokedRecord & { readonly invocation: number })[];
  readonly invocations: readonly Omit<Invocation, 'records'>[];
  /** What the handler wrote to standard output and standard error. */
  readonly output: string;
}

/** What `produce --format json` prints on stdout. */
export type JsonProduceReport = ReportOf<'produce', ProduceResult>;

/** What `verify --format json` prints on stdout; without bytes of records. */
export type JsonVerifyReport = ReportOf<'verify', VerifyResult>;

/** What `redrive --format json` prints on stdout. */
export type JsonRedriveReport = ReportOf<'redrive', RedriveResult>;

/** What `dev --format json` prints on stdout at its end, in the last line. */
export type JsonDevReport = ReportOf<'dev', DevResult> & { readonly topic: string };

/** A line that `dev --format json` prints before: what happens, but for what the handler writes. */
export type JsonDevEvent = Exclude<DevEvent, { readonly kind: 'output' }>;

/** What `diff --usage` prints on stdout. */
export type JsonUsageReport = ReportOf<'diff', UsageResult>;
