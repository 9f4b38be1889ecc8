import type { InspectResult } from '../../commands/inspect.js';
import type { JsonInspectReport } from '../../commands/json-record-reports.js';
import { jsonText, reportOf } from './json-of.js';
import type { InspectedPart } from '../../records/inspect-record.js';

interface InspectJsonOptions {
  readonly exitCode: number;
  readonly showsValues: boolean;
}

/** The report of `inspect` as text with a final newline. Whole numbers past a double's precision are digits, bytes are hex. */
export function inspectJson(result: InspectResult, { exitCode, showsValues }: InspectJsonOptions): string {
  const part = (inspected: InspectedPart | undefined): unknown =>
    inspected === undefined || showsValues ? inspected : withoutValues(inspected);
  const { root, ranges, diagnostics } = result;
  const records = result.records.map((record) => ({ ...record, key: part(record.key), value: part(record.value) }));
  const report: JsonInspectReport = reportOf('inspect', { root, records, ranges, diagnostics }, exitCode);
  return jsonText(report);
}

function withoutValues({ fault, fields, ...rest }: InspectedPart): unknown {
  return {
    ...rest,
    value: undefined,
    fields: fields.map((field) => ({ ...field, value: undefined })),
    fault: fault && { ...fault, bytesAround: undefined },
  };
}
