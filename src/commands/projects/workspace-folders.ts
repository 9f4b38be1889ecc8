import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { glob } from 'tinyglobby';
import { byCodePoint } from '../../diagnostics/by-code-point.js';
import { parsedJson } from '../../diagnostics/parsed-json.js';

/** The packages of a workspace. */
interface Workspace {
  /** The folder whose package.json or pnpm-workspace.yaml lists them, absolute. */
  readonly root: string;
  /** Relative to the root, with `/`, in code-point order; the root itself is not among them. */
  readonly folders: readonly string[];
}

/** Finds the workspace of npm, Yarn or pnpm that a folder is in, or the root of; undefined where there is none. */
export async function findWorkspace(start: string): Promise<Workspace | undefined> {
  for (let root = start; ; root = dirname(root)) {
    const patterns = (await pnpmPatterns(root)) ?? packagePatterns(root);
    if (patterns !== undefined) return { root, folders: await packagesIn(root, patterns) };
    if (dirname(root) === root) return undefined;
  }
}

/** The `packages` of a pnpm-workspace.yaml, which pnpm goes by whatever package.json says. */
async function pnpmPatterns(root: string): Promise<readonly string[] | undefined> {
  const text = textOf(join(root, 'pnpm-workspace.yaml'));
  if (text === undefined) return undefined;
  const { parse } = await import('yaml');
  try {
    return stringsOf(memberOf(parse(text), 'packages')) ?? [];
  } catch {
    // pnpm itself reports what is wrong with it.
    return [];
  }
}

/** The `workspaces` of a package.json: a list, or Yarn's object with `packages`. */
function packagePatterns(root: string): readonly string[] | undefined {
  const text = textOf(join(root, 'package.json'));
  if (text === undefined) return undefined;
  const workspaces = memberOf(parsedJson(text.replace(/^\uFEFF/, '')), 'workspaces');
  return stringsOf(workspaces) ?? stringsOf(memberOf(workspaces, 'packages'));
}

/** The folders with a package.json that the patterns match; those behind `!` are left out. */
async function packagesIn(root: string, patterns: readonly string[]): Promise<readonly string[]> {
  const inFolder = (pattern: string): string =>
    `${pattern.replace(/^(!?)\.\//, '$1').replace(/\/+$/, '')}/package.json`;
  const files = await glob(patterns.map(inFolder), {
    cwd: root,
    ignore: ['**/node_modules/**'],
    followSymbolicLinks: false,
    expandDirectories: false,
  });
  return files
    .filter((file) => file !== 'package.json')
    .map((file) => file.slice(0, -'/package.json'.length))
    .sort(byCodePoint);
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function stringsOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
}
