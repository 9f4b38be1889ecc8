import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

import { unavailable, type GitRepository, type GitResult } from './git-repository.js';
import { runGit } from './run-git.js';

interface TreeEntry {
  readonly isLink: boolean;
  /** The id of its content, in hex. */
  readonly object: string;
}

/** How many links may lead to a file: a bound for links that go in a circle. */
const MAX_LINKS = 40;

/** The files of a revision, and a folder that they are put into as far as they are asked for. */
export interface RevisionTree {
  /** Absolute: where a file of the tree is once it was put there. It holds no link, so nothing leads out of it. */
  readonly folder: string;
  /** Relative to the tree's top, with `/`. */
  readonly paths: readonly string[];
  /** Puts files into the folder, those that the revision has: of a link, what it leads to within the tree. */
  readonly place: (paths: Iterable<string>) => Promise<void>;
}

/** Lists the files of a commit at and below `below`, a path from the top; there are none where it did not exist. */
export async function openRevisionTree(
  repository: GitRepository,
  { commit, below, folder }: { readonly commit: string; readonly below: string; readonly folder: string },
): Promise<GitResult<RevisionTree>> {
  const { cwd } = repository;
  const tree = await runGit({ cwd, args: ['rev-parse', '--verify', '--quiet', `${commit}:${below}`] });
  if (!tree.ok) return { ok: true, value: revisionTree(cwd, folder, new Map()) };
  const args = ['ls-tree', '-r', '-z', '--full-tree', tree.stdout.toString().trim()];
  const listed = await runGit({ cwd, args });
  if (!listed.ok) return { ok: false, problem: unavailable(listed) };
  return { ok: true, value: revisionTree(cwd, folder, entriesOf(listed.stdout.toString())) };
}

function revisionTree(cwd: string, folder: string, entries: ReadonlyMap<string, TreeEntry>): RevisionTree {
  const links = new Map<string, Promise<string>>();
  const placed = new Set<string>();

  async function place(paths: Iterable<string>): Promise<void> {
    const wanted = [...new Set(paths)].filter((path) => isPlain(path) && !placed.has(path));
    const found = await Promise.all(wanted.map(async (path) => ({ path, object: await objectOf(path) })));
    const files = found.flatMap(({ path, object }) => (object === undefined ? [] : [{ path, object }]));
    const contents = await readObjects(
      cwd,
      files.map(({ object }) => object),
    );
    for (const { path, object } of files) {
      const content = contents.get(object);
      if (content === undefined) continue;
      const target = join(folder, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
      placed.add(path);
    }
  }

  /** The content's id of the file at a path, links followed; undefined where there is none. */
  async function objectOf(path: string): Promise<string | undefined> {
    let at = posix.normalize(path);
    for (let count = 0; count <= MAX_LINKS; count++) {
      const entry = entries.get(at);
      if (entry !== undefined && !entry.isLink) return entry.object;
      const link = ancestors(at).find((ancestor) => entries.get(ancestor)?.isLink === true);
      const object = link === undefined ? undefined : entries.get(link)?.object;
      if (link === undefined || object === undefined) return undefined;
      const target = await linkTarget(object);
      at = posix.join(posix.dirname(link), target, at.slice(link.length));
      if (posix.isAbsolute(target) || at === '..' || at.startsWith('../')) return undefined;
    }
    return undefined;
  }

  function linkTarget(object: string): Promise<string> {
    const target =
      links.get(object) ?? readObjects(cwd, [object]).then((contents) => contents.get(object)?.toString() ?? '');
    links.set(object, target);
    return target;
  }

  return { folder, paths: [...entries.keys()], place };
}

async function readObjects(cwd: string, objects: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const distinct = [...new Set(objects)];
  if (distinct.length === 0) return new Map();
  const read = await runGit({ cwd, args: ['cat-file', '--batch'], input: `${distinct.join('\n')}\n` });
  return read.ok ? contentsOf(read.stdout) : new Map();
}

/** A path and the folders above it, the uppermost first. */
function ancestors(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** A tree that was made by hand may hold names that lead elsewhere. */
function isPlain(path: string): boolean {
  return !path.includes('\\') && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/** Reads `<mode> <type> <object>\t<path>\0…`; what is neither file nor link, such as a submodule, is left out. */
function entriesOf(listing: string): ReadonlyMap<string, TreeEntry> {
  const entries = new Map<string, TreeEntry>();
  for (const line of listing.split('\0')) {
    const tab = line.indexOf('\t');
    const [mode, type, object] = line.slice(0, tab).split(' ');
    if (tab < 0 || type !== 'blob' || object === undefined) continue;
    entries.set(line.slice(tab + 1), { isLink: mode === '120000', object });
  }
  return entries;
}

/** Reads `<object> blob <size>\n<content>\n…`; of what is missing there is no content. */
function contentsOf(output: Buffer): ReadonlyMap<string, Buffer> {
  const contents = new Map<string, Buffer>();
  let at = 0;
  while (at < output.length) {
    const end = output.indexOf('\n', at);
    const [object = '', type, size] = output.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (type !== 'blob' || size === undefined) continue;
    contents.set(object, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return contents;
}
