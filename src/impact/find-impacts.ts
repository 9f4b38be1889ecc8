import { byCodePoint } from '../diagnostics/by-code-point.js';
import { posix } from 'node:path';
import { ts } from 'ts-morph';
import type { Impact, ImpactInput, ImpactResult } from './impact.js';
import type { Finding } from './place-errors.js';
import { findInProject, impactSearch } from './find-in-project.js';
import { readProjects } from './read-projects.js';
import { useText } from './use-text.js';

/**
 * Finds the places in the team's own code that a change of generated files touches: those that use a field or type that is
 * not as it was, and those that will not compile any more. Reads the project by its tsconfig.json, whichever of the two
 * states the disk holds; writes nothing. In a file that the tool edits, places are those of the text after the edit.
 */
export function findImpacts(input: ImpactInput): ImpactResult {
  const changes = input.changes.filter(({ before, after }) => before !== after);
  if (changes.length === 0) return { impacts: [], remarks: [] };
  const root = ts.sys.resolvePath(input.root);
  const { projects, remarks } = readProjects({
    root,
    generated: changes.map(({ path }) => posix.join(root, path)),
    tsconfig: input.tsconfig === undefined ? undefined : ts.sys.resolvePath(input.tsconfig),
  });
  const search = impactSearch({ ...input, root, changes });
  const findings = projects.flatMap((project) => findInProject(project, search));
  // Where no file of the team's could be touched, it does not matter how they were found.
  if (search.done.size === 0) return { impacts: [], remarks: [] };
  return {
    impacts: inOrder(findings.map((finding) => impactOf(finding, root))),
    remarks: [...remarks, ...search.remarks],
  };
}

function impactOf({ name, expression, change, error }: Finding, root: string): Impact {
  const file = name.getSourceFile();
  const { line, character } = file.getLineAndCharacterOfPosition(name.getStart());
  return {
    file: posix.relative(root, file.fileName),
    line: line + 1,
    column: character + 1,
    expression: useText(expression),
    change,
    error,
  };
}

function inOrder(impacts: readonly Impact[]): readonly Impact[] {
  const unique = new Map(impacts.map((impact) => [JSON.stringify(impact), impact]));
  return [...unique.values()].sort(
    (a, b) =>
      byCodePoint(a.file, b.file) || a.line - b.line || a.column - b.column || byCodePoint(sortKey(a), sortKey(b)),
  );
}

/** Orders two impacts at the same place. */
function sortKey({ change, error }: Impact): string {
  return JSON.stringify([change, error]);
}
