import { posix } from 'node:path';
import { ts } from 'ts-morph';
import { readHeader } from '../plan/header.js';
import { typeRenames } from '../merge/type-renames.js';
import { changedTypes, type TypeChange } from './changed-types.js';
import { filesReaching } from './files-reaching.js';
import { UseFinder } from './find-uses.js';
import type { FileChange, ImpactInput } from './impact.js';
import { newErrors } from './new-errors.js';
import { placeErrors, type Finding } from './place-errors.js';
import type { UserProject } from './read-projects.js';
import { sourceTree, type SourceTree, type Overlay } from './source-tree.js';
import { typeShapes } from './type-shapes.js';

/** Looks at one TypeScript project after another for what the same changes touch. */
export class ProjectImpacts {
  /** Files that could not be looked at as they should be, a sentence each. */
  readonly remarks: string[] = [];
  private readonly input: ImpactInput;
  private readonly tree: SourceTree;
  /** The paths of generated files. */
  private readonly changed: readonly string[];
  private readonly before: Overlay;
  private readonly after: Overlay;
  /** A file that several projects hold is looked at with the nearest one's options. */
  private readonly done = new Set<string>();

  constructor(input: ImpactInput) {
    const { root, changes, edits } = input;
    this.input = input;
    this.tree = sourceTree(root);
    const edited = edits.map(({ path, after }) => [posix.join(root, path), after] as const);
    const before = changes.map((change) => [posix.join(root, change.path), this.textBefore(change)] as const);
    const after = changes.map((change) => [posix.join(root, change.path), change.after] as const);
    this.changed = before.map(([path]) => path);
    this.before = new Map([...edited, ...before]);
    this.after = new Map([...edited, ...after]);
  }

  /** Whether any file of the team's imports what changes. */
  haveLooked(): boolean {
    return this.done.size > 0;
  }

  findings({ files, options }: UserProject): readonly Finding[] {
    const host = this.tree.host(options, this.before);
    const changed = new Set(this.changed);
    const reaching = filesReaching({ files, targets: changed, options, host });
    const isGenerated = (path: string) => changed.has(path) || readHeader(host.readFile(path) ?? '') !== undefined;
    const looked = [...reaching].filter((path) => !this.done.has(path) && !isGenerated(path));
    if (looked.length === 0) return [];
    for (const path of looked) this.done.add(path);
    // Global declarations are imported by nobody, and hold for all.
    const globals = files.filter((path) => /\.d\.[cm]?ts$/.test(path) && !reaching.has(path));
    const rootNames = [...looked, ...globals, ...this.changed.filter((path) => /\.[cm]?tsx?$/.test(path))];
    const before = ts.createProgram({ rootNames, options, host });
    const after = ts.createProgram({ rootNames, options, host: this.tree.host(options, this.after) });
    const team = looked.flatMap((path) => before.getSourceFile(path) ?? []);
    this.remarkSyntaxErrors(before, team);
    // Before anything else is asked: what a checker has resolved by then it takes for unused.
    const errors = newErrors({ before, after, files: team, root: this.input.root });
    const checker = before.getTypeChecker();
    const finder = new UseFinder({
      checker,
      checkerAfter: after.getTypeChecker(),
      changes: this.typeChanges(before, after),
      isGenerated: ({ fileName }) => isGenerated(fileName),
    });
    const uses = team.flatMap((file) => finder.uses(file));
    return placeErrors(errors, { uses, checker });
  }

  private typeChanges(before: ts.Program, after: ts.Program): readonly TypeChange[] {
    return this.input.changes.flatMap((change) => {
      const path = posix.join(this.input.root, change.path);
      const [was, is] = [before.getSourceFile(path), after.getSourceFile(path)];
      if (was === undefined) return [];
      const renames = this.renames(change);
      return changedTypes({
        before: typeShapes(was, before.getTypeChecker(), renames),
        after: is === undefined ? new Map() : typeShapes(is, after.getTypeChecker(), new Map()),
        renames,
      });
    });
  }

  /** Files that are edited call a type by its new name already. */
  private textBefore(change: FileChange): string {
    if (this.input.edits.length === 0) return change.before;
    const aliases = [...this.renames(change)].map(([was, is]) => `export type ${is} = ${was};\n`);
    return `${change.before}\n${aliases.join('')}`;
  }

  private renames({ path, before, after }: FileChange): ReadonlyMap<string, string> {
    return typeRenames(before, after ?? '', this.input.formerNames?.get(path) ?? new Map<string, readonly string[]>());
  }

  private remarkSyntaxErrors(program: ts.Program, team: readonly ts.SourceFile[]): void {
    for (const file of team) {
      const [error] = program.getSyntacticDiagnostics(file);
      if (error === undefined) continue;
      const { line } = file.getLineAndCharacterOfPosition(error.start);
      const name = posix.relative(this.input.root, file.fileName);
      this.remarks.push(`${name} has a syntax error (line ${line + 1}): some affected places may be missing`);
    }
  }
}
