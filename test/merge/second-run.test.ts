import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mergeUserFile } from '../../src/merge/merge-user-file.js';
import type { MergeRemark, MergeResult, UserFile } from '../../src/merge/user-file.js';
import { dayShare } from '../support/day-share.js';
import { repository } from '../pipeline/temp-project.js';
import { inPlace } from './fixed-modules.js';
import { changedPayments, paymentChanges } from './payment-changes.js';

const folder = join(repository, 'test/merge/golden/handlers');

/** Other ways to write the switches of a handler. */
const layouts: Readonly<Record<string, (text: string) => string>> = {
  'as written': (text) => text,
  'each switch on one line': (text) => onOneLine(text),
  'on one line, without last semicolons': (text) => onOneLine(text).replaceAll('; }', ' }'),
  'with a syntax error': (text) => `${text}\nconst = 1;\n`,
};

function onOneLine(text: string): string {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => /\bswitch \(/.test(line));
  if (start < 0) return text;
  const indent = /^\s*/.exec(lines[start] ?? '')?.[0] ?? '';
  const end = lines.findIndex((line, index) => index > start && line.startsWith(`${indent}}`));
  const body = lines
    .slice(start, end + 1)
    .map((line, index) => (index === 0 ? line : line.trim()).replace(/\s*\/\/.*/, ''));
  return [...lines.slice(0, start), body.filter((line) => line !== '').join(' '), ...lines.slice(end + 1)].join('\n');
}

/** The file once the generated modules are written: what they were is not known any longer. */
function settled(file: UserFile): UserFile {
  const branches = file.branches && {
    ...file.branches,
    branches: file.branches.branches.map(({ value, literal, formerly }) => ({
      value,
      literal,
      isNew: undefined,
      ...(formerly === undefined ? {} : { formerly }),
    })),
  };
  return { ...file, from: file.path, modules: inPlace(file.modules, { renamed: new Map() }), branches };
}

/** What the next run sees: after a refusal, which blocks all writing, the same; else the new generated modules. */
function nextFile(file: UserFile, first: MergeResult): UserFile {
  return first.remarks.some(({ isBlocking }) => isBlocking) ? file : settled(file);
}

describe.each(Object.entries(paymentChanges))('all edits are made or none: %s', (_, change) => {
  test.each(dayShare(Object.entries(layouts), 2))('%s', async (layout, write) => {
    const changed = await changedPayments(change);
    for (const name of readdirSync(folder)) {
      const style = name.replace('.ts.golden', '');
      const text = write(readFileSync(join(folder, name), 'utf8'));
      const file = changed.userFile(`${style}.ts`);
      const first = mergeUserFile(file, text);
      const second = mergeUserFile(nextFile(file, first), first.text);
      expect({ style, ...second }).toMatchObject({ style, text: first.text, edits: [] });
      const refused = blocking(first);
      expect({ style, refused: blocking(second) }).toEqual({ style, refused });
      if (refused.length > 0) expect({ style, ...first }).toMatchObject({ style, text, edits: [] });
      if (layout !== 'with a syntax error') expect({ style, refused }).toEqual({ style, refused: [] });
    }
  });
});

function blocking({ remarks }: MergeResult): readonly MergeRemark[] {
  return remarks.filter(({ isBlocking }) => isBlocking);
}
