import { posix } from 'node:path';
import { ts } from 'ts-morph';
import { byCodePoint } from '../diagnostics/by-code-point.js';
import { readHeader } from '../plan/header.js';
import type { TypeChange } from './changed-types.js';
import { findUses } from './find-uses.js';
import { readProjects } from './read-projects.js';
import { sourceTree } from './source-tree.js';
import { typeShapes } from './type-shapes.js';

/** A field of a generated type, and the places in the team's code that read it. */
export interface FieldReads {
  /** As `types.ts` calls it. */
  readonly type: string;
  /** Its path in the type, such as `total` or `box.width`. */
  readonly field: string;
  /** In the order of files, lines and columns; none where nobody reads it. */
  readonly reads: readonly { readonly file: string; readonly line: number; readonly column: number }[];
}

interface ReadsInput {
  /** The project's folder, absolute. */
  readonly root: string;
  /** The paths of `types.ts` files, relative to the root. */
  readonly types: readonly string[];
}

interface ReadsResult {
  /** By the path of the `types.ts`: all fields of its types. */
  readonly fields: ReadonlyMap<string, readonly FieldReads[]>;
  /** Why it may not be all: a sentence each. */
  readonly remarks: readonly string[];
}

/** Finds where the team's code, tests left out, reads the fields of generated types. Writes nothing. */
export function findReads(input: ReadsInput): ReadsResult {
  const root = ts.sys.resolvePath(input.root);
  const generated = input.types.map((path) => posix.join(root, path));
  const { projects, remarks } = readProjects({ root, generated, tsconfig: undefined });
  const tree = sourceTree(root);
  const done = new Set<string>();
  const fields = new Map<string, Map<string, FieldReads>>(input.types.map((path) => [path, new Map()]));
  for (const { files, options } of projects) {
    const host = tree.host(options, new Map());
    const program = ts.createProgram({ rootNames: [...new Set([...files, ...generated])], options, host });
    const checker = program.getTypeChecker();
    const isGenerated = ({ fileName, text }: ts.SourceFile): boolean =>
      generated.includes(fileName) || readHeader(text) !== undefined;
    const team = files
      .filter((path) => !done.has(path) && !TEST.test(path))
      .flatMap((path) => program.getSourceFile(path) ?? [])
      .filter((file) => !isGenerated(file));
    for (const { fileName } of team) done.add(fileName);
    for (const path of input.types) {
      const file = program.getSourceFile(posix.join(root, path));
      const own = fields.get(path);
      if (file === undefined || own === undefined) continue;
      const changes = everyField(file, checker);
      for (const { change } of changes) add(own, change.type, change.field ?? '', []);
      for (const { name, change } of findUses(team, { checker, checkerAfter: undefined, changes, isGenerated }))
        add(own, change.type, change.field ?? '', [placeOf(name, root)]);
    }
  }
  return { fields: new Map([...fields].map(([path, own]) => [path, [...own.values()].map(inOrder)])), remarks };
}

const TEST = /[./](?:test|spec|tests|__tests__)[./]/;

/** Each field as if its type had become wider: whoever reads it is touched, and nobody who gives it. */
function everyField(file: ts.SourceFile, checker: ts.TypeChecker): readonly TypeChange[] {
  return [...typeShapes(file, checker, new Map()).values()].flatMap(({ name: type, fields }) =>
    [...fields].map(([field, { declaration, name, text }]): TypeChange => ({
      declaration,
      name,
      isWider: true,
      key: undefined,
      change: { type, field, kind: 'type', before: text, after: undefined },
    })),
  );
}

function add(fields: Map<string, FieldReads>, type: string, field: string, reads: FieldReads['reads']): void {
  const key = JSON.stringify([type, field]);
  fields.set(key, { type, field, reads: [...(fields.get(key)?.reads ?? []), ...reads] });
}

function placeOf(name: ts.Node, root: string): FieldReads['reads'][number] {
  const file = name.getSourceFile();
  const { line, character } = file.getLineAndCharacterOfPosition(name.getStart());
  return { file: posix.relative(root, file.fileName), line: line + 1, column: character + 1 };
}

function inOrder({ reads, ...field }: FieldReads): FieldReads {
  const sorted = reads.toSorted((a, b) => byCodePoint(a.file, b.file) || a.line - b.line || a.column - b.column);
  return { ...field, reads: sorted };
}
