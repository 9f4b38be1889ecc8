import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { counted } from '../../diagnostics/counted.js';
import { printDiagnostics } from '../print-diagnostics.js';
import { printable } from '../printable.js';
import type { Terminal } from '../terminal.js';
import type { ProjectResult, ProjectResults } from './project-results.js';

/** Prints the name of a project above what is printed about it. */
export function printProject(project: string, out: Terminal): void {
  out.line(out.paint('bold', `${printable(project)}:`));
}

/** Prints the diagnostics that `shown` chooses: those about no project first, then those of each under its name. */
export function printProjectDiagnostics<Answer>(
  { problems, results }: ProjectResults<Answer>,
  shown: (diagnostics: readonly Diagnostic[]) => readonly Diagnostic[],
  out: Terminal,
): void {
  printDiagnostics(shown(problems), out);
  for (const { project, diagnostics } of results) {
    const chosen = shown(diagnostics);
    if (chosen.length === 0) continue;
    printProject(project, out);
    printDiagnostics(chosen, out);
  }
}

/** Whether a diagnostic of one of several projects is printed: a note calls for nothing. */
export function isSpoken(
  severity: Diagnostic['severity'],
  { quiet = false, verbose = false }: { readonly quiet?: boolean; readonly verbose?: boolean },
): boolean {
  return severity === 'error' || (!quiet && (verbose || severity !== 'note'));
}

/** Prints how many notes there are in all projects; the notes themselves are the same thing many times over. */
export function printNoteCount<Answer>({ diagnostics }: ProjectResults<Answer>, out: Terminal): void {
  const notes = diagnostics.filter(({ severity }) => severity === 'note');
  if (notes.length === 0) return;
  const codes = [...new Set(notes.map(({ code }) => code))].sort();
  out.line(out.paint('dim', `${counted(notes.length, 'note')}: ${codes.join(', ')} (all of them with --verbose)`));
}

/** What was done with how many projects: "3 projects: 1 has drifted, 1 is in sync, 1 failed." */
export function projectsSummary<Answer>(
  results: readonly ProjectResult<Answer>[],
  wordOf: (result: ProjectResult<Answer>) => readonly [singular: string, plural: string],
): string {
  const counts = new Map<string, { count: number; readonly plural: string }>();
  for (const result of results) {
    const [singular, plural] = wordOf(result);
    const known = counts.get(singular) ?? { count: 0, plural };
    known.count++;
    counts.set(singular, known);
  }
  const texts = [...counts].map(([singular, { count, plural }]) => `${count} ${count === 1 ? singular : plural}`);
  return `${counted(results.length, 'project')}: ${texts.join(', ')}`;
}
