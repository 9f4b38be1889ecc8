import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { diagnosticKinds } from '../../diagnostics/diagnostic-codes.js';
import type { DiffResult } from '../../commands/diff-result.js';

/**
 * What `diff --format json` prints on stdout, also when the comparison could not be made. Members may be added; `version`
 * changes when one is removed or changes its meaning. Members that the library gives as undefined are left out.
 */
export interface JsonDiffReport extends Omit<DiffResult, 'diagnostics'> {
  readonly version: 1;
  readonly command: 'diff';
  readonly exitCode: number;
  /** As the library gives them; `help` is always there. */
  readonly diagnostics: readonly (Diagnostic & { readonly help: string })[];
}

/** The comparison as text with a final newline. */
export function jsonDiffReport(result: DiffResult, exitCode: number): string {
  const { root, before, after, effect, topics, impacts } = result;
  const report: JsonDiffReport = {
    version: 1,
    command: 'diff',
    exitCode,
    root,
    before,
    after,
    effect,
    topics,
    ...(impacts === undefined ? {} : { impacts }),
    diagnostics: result.diagnostics.map((diagnostic) => ({
      help: diagnosticKinds[diagnostic.code].fix,
      ...diagnostic,
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
