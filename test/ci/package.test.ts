import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { marked, type Token } from 'marked';
import { expect, test } from 'vitest';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** The files of the package, as npm packs it. */
const packed = packedFiles();

const documents = packed.filter((path) => path.endsWith('.md'));

test('the package has the documentation, and every link of it leads to a file of the package, at a heading that is there', () => {
  expect(documents).toEqual(expect.arrayContaining(['README.md', 'docs/ci.md', 'docs/configuration.md']));
  const broken = documents.flatMap((path) =>
    linksOf(path)
      .filter((link) => !/^[a-z]+:/.test(link) && !leadsSomewhere(path, link))
      .map((link) => `${path}: ${link}`),
  );
  expect(broken).toEqual([]);
});

test('nothing that a reader would paste has a placeholder for an address that is not known yet', () => {
  const texts = [...documents, 'action.yml', 'ci/gitlab.yml', '.pre-commit-hooks.yaml'];
  const placeholder = /<(?:the )?(?:owner|org|organization|tag|version|address)\b[^>]*>/i;
  expect(texts.filter((path) => placeholder.test(read(path)))).toEqual([]);
});

test('the addresses of the project come from "repository", and until it is given there is none', () => {
  // Text of a file of the project's own.
  const { repository: source, bugs, homepage } = JSON.parse(read('package.json')) as Readonly<Record<string, unknown>>;
  const address = typeof source === 'string' ? source : undefined;
  expect({ source, bugs, homepage }).toEqual(
    address === undefined
      ? { source: undefined, bugs: undefined, homepage: undefined }
      : { source: address, bugs: `${address}/issues`, homepage: `${address}#readme` },
  );
});

function packedFiles(): readonly string[] {
  const argv = ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'];
  const output = execFileSync('npm', argv, { cwd: repository, encoding: 'utf8' });
  // npm's own format.
  const [pack] = JSON.parse(output) as readonly { readonly files: readonly { readonly path: string }[] }[];
  return (pack?.files ?? []).map(({ path }) => path);
}

function read(path: string): string {
  return readFileSync(join(repository, path), 'utf8');
}

function linksOf(path: string): readonly string[] {
  const links: string[] = [];
  void marked.walkTokens(marked.lexer(read(path)), (token: Token) => {
    if (token.type === 'link' || token.type === 'image') links.push(String((token as { href: unknown }).href));
  });
  return links;
}

function leadsSomewhere(from: string, link: string): boolean {
  const [file = '', anchor] = link.split('#');
  const path = file === '' ? from : posix.normalize(posix.join(posix.dirname(from), file)).replace(/\/$/, '');
  if (!packed.some((known) => known === path || known.startsWith(`${path}/`))) return false;
  return anchor === undefined || headingsOf(path).has(anchor);
}

/** The anchors of a document's headings, as GitHub makes them. */
function headingsOf(path: string): ReadonlySet<string> {
  const titles = marked.lexer(read(path)).flatMap((token) => (token.type === 'heading' ? [String(token.text)] : []));
  return new Set(
    titles.map((title) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
