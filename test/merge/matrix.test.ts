import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { structuredPatch } from 'diff';
import { format, type Options } from 'prettier';
import { describe, expect, test } from 'vitest';
import { needsParsing } from '../../src/merge/needs-parsing.js';
import { mergeUserFile } from '../../src/merge/merge-user-file.js';
import type { MergeResult } from '../../src/merge/user-file.js';
import { repository } from '../pipeline/temp-project.js';
import { typeErrors } from '../pipeline/type-check.js';
import type { CompilerOptions } from '../support/compiler-errors.js';
import { changedPayments, generatedBefore, paymentChanges, type PaymentChange } from './payment-changes.js';

const goldens = join(repository, 'test/merge/golden');

function handler(style: string): string {
  return readFileSync(join(goldens, 'handlers', `${style}.ts.golden`), 'utf8');
}

function prettier(text: string, options: Options): Promise<string> {
  return format(text, { parser: 'typescript', ...options });
}

function biome(text: string, ...options: readonly string[]): string {
  const bin = join(repository, 'node_modules/@biomejs/biome/bin/biome');
  const args = [bin, 'format', '--stdin-file-path=handler.ts', ...options];
  return execFileSync(process.execPath, args, { cwd: join(goldens, 'handlers'), input: text, encoding: 'utf8' });
}

/** Ways to write a handler, and what its text is before the schema changes. */
const styles: Readonly<Record<string, () => Promise<string> | string>> = {
  'as-generated': async () => (await generatedBefore('handler.ts')) ?? '',
  'test-as-generated': async () => (await generatedBefore('handler.test.ts')) ?? '',
  typed: () => handler('typed'),
  'typed-prettier': () =>
    prettier(handler('typed'), {
      useTabs: true,
      singleQuote: false,
      semi: false,
      bracketSpacing: false,
      printWidth: 60,
    }),
  'typed-biome': () => biome(handler('typed'), '--line-width=70', '--semicolons=as-needed'),
  'typed-crlf-bom': () => `\uFEFF${handler('typed').replaceAll('\n', '\r\n')}`,
  function: () => handler('function'),
  class: () => handler('class'),
  nested: () => handler('nested'),
  default: () => handler('default'),
  'if-else': () => handler('if-else'),
  map: () => handler('map'),
  split: () => handler('split'),
};

/** Modules of the team's own that handlers import. */
const own = {
  'src/audit.ts': 'export const audit = (line: string): void => console.info(line);\n',
  'src/consumers/payment-events/handle-payment.ts': `import { audit } from '../../audit.js';
export const handlePayment = async ({ offset }: { readonly offset: number }): Promise<void> => audit(String(offset));
`,
};

/** What a person has to see of a merge: sentences, remarks, the lines that differ, and what the compiler says of the result. */
function report({ before, merged: { text, edits, remarks }, errors }: Outcome): string {
  const patch = structuredPatch('', '', visible(before), visible(text), '', '', { context: 1 });
  const hunks = patch.hunks.map(({ newStart, lines }) => [`@@ line ${newStart}`, ...lines].join('\n'));
  const said = remarks.map(({ kind, message, line, column, paste }) =>
    [`${kind} ${line}:${column}: ${message}`, ...(paste?.split('\n').map((pasted) => `    ${pasted}`) ?? [])].join(
      '\n',
    ),
  );
  const parts = [edits.map((edit) => `- ${edit}`), said, hunks, errors.map((error) => `tsc: ${error}`)];
  return parts.every((lines) => lines.length === 0)
    ? 'stays as it is\n'
    : parts.flatMap((lines) => lines.map((line) => `${line}\n`)).join('');
}

function visible(text: string): string {
  return text.replaceAll('\uFEFF', '<BOM>').replaceAll('\r', '<CR>').replaceAll('\t', '<TAB>');
}

interface Outcome {
  readonly style: string;
  readonly before: string;
  readonly merged: MergeResult;
  /** What the compiler has against the result, each as `(line): code message`. */
  readonly errors: readonly string[];
}

const known = new Map<string, Promise<readonly Outcome[]>>();

/** What becomes of every style of handler by a change: worked out once. */
function outcomesOf(title: string, change: PaymentChange): Promise<readonly Outcome[]> {
  const outcomes = known.get(title) ?? mergeAll(change);
  known.set(title, outcomes);
  return outcomes;
}

async function mergeAll(change: PaymentChange): Promise<readonly Outcome[]> {
  const changed = await changedPayments(change);
  for (const [path, text] of Object.entries(own)) write(changed.root, path, text);
  const merges = await Promise.all(
    Object.entries(styles).map(async ([style, textOf]) => {
      const before = await textOf();
      const file = changed.userFile(style === 'test-as-generated' ? 'handler.test.ts' : `${style}.ts`);
      const merged = mergeUserFile(file, before);
      write(changed.root, file.path, merged.text);
      return { style, before, merged, file, settled: changed.settled(file) };
    }),
  );
  const paths = merges.map(({ file }) => file.path);
  const errors = typeErrors(changed.root, paths, resolutions[change.importExtension ?? '.js']);
  expect(errors.filter((error) => !paths.some((path) => error.startsWith(`${path}(`)))).toEqual([]);
  return merges.map(({ style, before, merged, file, settled }) => {
    expect({ style, ...mergeUserFile(settled, merged.text) }).toMatchObject({ style, text: merged.text, edits: [] });
    expect({ style, needed: needsParsing(file, before) || isSettled(before, merged) }).toEqual({ style, needed: true });
    const ofFile = errors.filter((error) => error.startsWith(`${file.path}(`));
    return { style, before, merged, errors: ofFile.map((error) => error.slice(file.path.length)) };
  });
}

function isSettled(before: string, { text, remarks }: MergeResult): boolean {
  return text === before && remarks.length === 0;
}

/** Compiler options under which imports may end that way. */
const resolutions: Readonly<Record<string, CompilerOptions>> = {
  '.js': {},
  '.ts': { allowImportingTsExtensions: true },
  '': { module: 'ESNext', moduleResolution: 'Bundler' },
};

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

describe('a handler after a schema change', () => {
  test.each(Object.entries(paymentChanges))('compiles, or is remarked on: %s', async (title, change) => {
    // A type that is gone is an error wherever it is used, for the team to see.
    const gone = (error: string) => change.removed !== undefined && /TS(2678|2339|2724|2305|2353|2367)/.test(error);

    const outcomes = await outcomesOf(title, change);

    const unannounced = outcomes
      .filter(({ merged }) => !merged.remarks.some(({ kind }) => kind === 'manual-edit-needed'))
      .map(({ style, errors }) => ({ style, errors: errors.filter((error) => !gone(error)) }));
    expect(unannounced.filter(({ errors }) => errors.length > 0)).toEqual([]);
    expect(unannounced.length).toBeGreaterThan(8);
  });

  test.each(Object.keys(styles))('is edited as its golden file says: %s', async (style) => {
    const reports: string[] = [];
    for (const [title, change] of Object.entries(paymentChanges)) {
      const outcome = (await outcomesOf(title, change)).find((one) => one.style === style);
      if (outcome !== undefined) reports.push(`# ${title}\n\n${report(outcome)}`);
    }
    await expect(reports.join('\n')).toMatchFileSnapshot(join(goldens, `${style}.txt`));
  });
});
