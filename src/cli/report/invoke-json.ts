import { relative } from 'node:path';
import type { Invocation, InvokeResult } from '../../commands/invoke.js';
import type { JsonInvokeReport } from '../../commands/json-record-reports.js';
import { jsonText, reportOf } from './json-of.js';

interface InvokeJsonOptions {
  readonly topic: string;
  readonly exitCode: number;
  readonly showsValues: boolean;
  readonly output: string;
}

/** The report of `invoke` as text with a final newline. */
export function invokeJson(result: InvokeResult, { topic, exitCode, showsValues, output }: InvokeJsonOptions): string {
  const { root, function: lambda, invocations, diagnostics } = result;
  const file = lambda && relative(root ?? '', lambda.file).replaceAll('\\', '/');
  const shown = {
    root,
    topic,
    function: lambda && file !== null ? { ...lambda, file } : null,
    records: invocations.flatMap(({ records }, index) =>
      records.map((record) => ({ ...record, invocation: index + 1 })),
    ),
    invocations: invocations.map(({ records: _, end, ...invocation }) => ({
      ...invocation,
      end:
        showsValues || end.kind !== 'answered' ? end : { kind: 'answered' as const, answer: shownAnswer(end.answer) },
    })),
    output,
    diagnostics,
  };
  const report: JsonInvokeReport = reportOf('invoke', shown, exitCode);
  return jsonText(report);
}

/** An answer without what may be values of records: a batch response has none. */
export function shownAnswer(answer: Extract<Invocation['end'], { readonly kind: 'answered' }>['answer']): unknown {
  if (answer === undefined || answer === null) return null;
  if (typeof answer !== 'object' || !('batchItemFailures' in answer)) return '(hidden: --values shows it)';
  return { batchItemFailures: answer.batchItemFailures };
}
