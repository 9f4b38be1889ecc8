import { posix } from 'node:path';
import { ts } from 'ts-morph';
import { readHeader } from '../plan/header.js';
import { typeRenames } from '../merge/type-renames.js';
import { changedTypes, type TypeChange } from './changed-types.js';
import { filesReaching } from './files-reaching.js';
import { findUses } from './find-uses.js';
import type { FileChange, ImpactInput } from './impact.js';
import { newErrors } from './new-errors.js';
import { placeErrors, type Finding } from './place-errors.js';
import type { UserProject } from './read-projects.js';
import { sourceTree, type SourceTree, type Overlay } from './source-tree.js';
import { typeShapes } from './type-shapes.js';

/** The same changes, looked for in one TypeScript project after another. */
interface ImpactSearch extends ImpactInput {
  /** Files that could not be looked at as they should be, a sentence each. */
  readonly remarks: string[];
  readonly tree: SourceTree;
  /** The paths of generated files. */
  readonly changed: readonly string[];
  readonly before: Overlay;
  readonly after: Overlay;
  /** A file that several projects hold is looked at with the nearest one's options. */
  readonly done: Set<string>;
}

/** `root` is as the compiler writes it. */
export function impactSearch(input: ImpactInput): ImpactSearch {
  const { root, changes, edits } = input;
  const edited = edits.map(({ path, after }) => [posix.join(root, path), after] as const);
  const before = changes.map((change) => [posix.join(root, change.path), textBefore(input, change)] as const);
  const after = changes.map((change) => [posix.join(root, change.path), change.after] as const);
  return {
    ...input,
    remarks: [],
    tree: sourceTree(root),
    changed: before.map(([path]) => path),
    before: new Map([...edited, ...before]),
    after: new Map([...edited, ...after]),
    done: new Set(),
  };
}

/** The places in one project that the changes touch; those of files that an earlier project has are its findings. */
export function findInProject({ files, options }: UserProject, search: ImpactSearch): readonly Finding[] {
  const host = search.tree.host(options, search.before);
  const changed = new Set(search.changed);
  const reaching = filesReaching({ files, targets: changed, options, host });
  const isGenerated = (path: string) => changed.has(path) || readHeader(host.readFile(path) ?? '') !== undefined;
  const looked = [...reaching].filter((path) => !search.done.has(path) && !isGenerated(path));
  if (looked.length === 0) return [];
  for (const path of looked) search.done.add(path);
  // Global declarations are imported by nobody, and hold for all.
  const globals = files.filter((path) => /\.d\.[cm]?ts$/.test(path) && !reaching.has(path));
  const rootNames = [...looked, ...globals, ...search.changed.filter((path) => /\.[cm]?tsx?$/.test(path))];
  const before = ts.createProgram({ rootNames, options, host });
  const after = ts.createProgram({ rootNames, options, host: search.tree.host(options, search.after) });
  const team = looked.flatMap((path) => before.getSourceFile(path) ?? []);
  remarkSyntaxErrors(search, before, team);
  // Before anything else is asked: what a checker has resolved by then it takes for unused.
  const errors = newErrors({ before, after, files: team, root: search.root });
  const checker = before.getTypeChecker();
  const uses = findUses(team, {
    checker,
    checkerAfter: after.getTypeChecker(),
    changes: typeChanges(search, before, after),
    isGenerated: ({ fileName }) => isGenerated(fileName),
  });
  return placeErrors(errors, { uses, checker });
}

function typeChanges(search: ImpactSearch, before: ts.Program, after: ts.Program): readonly TypeChange[] {
  return search.changes.flatMap((change) => {
    const path = posix.join(search.root, change.path);
    const [was, is] = [before.getSourceFile(path), after.getSourceFile(path)];
    if (was === undefined) return [];
    const renames = renamesOf(search, change);
    return changedTypes({
      before: typeShapes(was, before.getTypeChecker(), renames),
      after: is === undefined ? new Map() : typeShapes(is, after.getTypeChecker(), new Map()),
      renames,
    });
  });
}

/** Files that are edited call a type by its new name already. */
function textBefore(input: ImpactInput, change: FileChange): string {
  if (input.edits.length === 0) return change.before;
  const aliases = [...renamesOf(input, change)].map(([was, is]) => `export type ${is} = ${was};\n`);
  return `${change.before}\n${aliases.join('')}`;
}

function renamesOf({ formerNames }: ImpactInput, { path, before, after }: FileChange): ReadonlyMap<string, string> {
  return typeRenames(before, after ?? '', formerNames?.get(path) ?? new Map<string, readonly string[]>());
}

function remarkSyntaxErrors(search: ImpactSearch, program: ts.Program, team: readonly ts.SourceFile[]): void {
  for (const file of team) {
    const [error] = program.getSyntacticDiagnostics(file);
    if (error === undefined) continue;
    const { line } = file.getLineAndCharacterOfPosition(error.start);
    const name = posix.relative(search.root, file.fileName);
    search.remarks.push(`${name} has a syntax error (line ${line + 1}): some affected places may be missing`);
  }
}
