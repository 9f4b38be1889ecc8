import { Script } from 'node:vm';
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { lineComment, docComment, literalKey, propertyName, stringLiteral } from '../../src/code/source-text.js';

/** What schemas have been seen to hold, or could hold to get out of where their text is put. */
const attacks = [
  "'",
  '"',
  '\\',
  "\\'",
  "'+alert(1)+'",
  '`${process.exit(1)}`',
  '${1}',
  '*/',
  '*\\/',
  '**//',
  '*\u200B/',
  '*\u0000/',
  '*\u00AD/',
  '* /',
  '/*',
  '//',
  '<!--',
  '-->',
  '</script>',
  '\n',
  '\r',
  '\r\n',
  '\u0085',
  '\u2028',
  '\u2029',
  '\u0000',
  '\u0008',
  '\u000B',
  '\u001B[31m',
  '\u007F',
  '\u009B',
  '\u061C',
  '\u200B',
  '\u200E',
  '\u202E',
  '\u2066',
  '\u2069',
  '\uFEFF',
  '\uFFF9',
  '\uD800',
  '\uDC00',
  '\uD83D\uDE00',
  '\u{E0041}',
  '\\u0041',
  '\\x41',
  '\\0',
  '\\\n',
  '__proto__',
  'constructor',
  '@ts-ignore',
  '@ts-expect-error',
  '@ts-nocheck',
  '/ <reference path="x" />',
  '# sourceMappingURL=x',
  'eslint-disable',
];

const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...attacks), fc.string({ unit: 'binary' }), fc.string()), { maxLength: 8 })
  .map((parts) => parts.join(''));

/** Lone halves of a surrogate pair, which no file can hold, besides what `hostileText` makes. */
const brokenText = fc
  .array(
    fc.oneof(
      hostileText,
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    ),
  )
  .map((parts) => parts.join(''));

const RUNS = { numRuns: 1_000, seed: 20_261_123 };

function evaluate(source: string): unknown {
  return new Script(`'use strict'; (${source})`).runInThisContext();
}

/** Whatever is no plain sign of a line: controls, line ends, what turns the direction of text, tags, marks of no width. */
const INVISIBLE =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\u{E0000}-\u{E0FFF}\u00AD\u180E\u200B-\u200D\u2060-\u206F\uFEFF]/u;

describe('stringLiteral', () => {
  test('evaluates to the text it was made of, whatever that is (1,000 cases)', () => {
    fc.assert(
      fc.property(brokenText, (text) => {
        expect(evaluate(stringLiteral(text))).toBe(text);
      }),
      RUNS,
    );
  });

  test('is one token for the TypeScript scanner, with no sign that ends a line or cannot be seen (1,000 cases)', () => {
    const scanner = ts.createScanner(ts.ScriptTarget.ES2023, false);
    fc.assert(
      fc.property(brokenText, (text) => {
        const literal = stringLiteral(text);
        scanner.setText(literal);
        expect([scanner.scan(), scanner.getTokenValue(), scanner.scan()]).toEqual([
          ts.SyntaxKind.StringLiteral,
          text,
          ts.SyntaxKind.EndOfFileToken,
        ]);
        expect(literal).not.toMatch(INVISIBLE);
      }),
      RUNS,
    );
  });

  test('survives being written to a file: no half of a surrogate pair stands in it bare', () => {
    fc.assert(
      fc.property(brokenText, (text) => {
        const literal = stringLiteral(text);
        expect(Buffer.from(literal).toString()).toBe(literal);
      }),
      RUNS,
    );
  });

  test('is what a person would write', () => {
    expect(
      ['plain', `it's`, 'say "hi"', 'back\\slash', 'two\nlines', 'é😀', '\u2028', '\u202E'].map(stringLiteral),
    ).toEqual([
      `'plain'`,
      `"it's"`,
      `'say "hi"'`,
      `'back\\\\slash'`,
      `'two\\nlines'`,
      `'é😀'`,
      `'\\u2028'`,
      `'\\u202E'`,
    ]);
  });
});

describe('literalKey', () => {
  test('makes an own property of the name, whatever that is (1,000 cases)', () => {
    fc.assert(
      fc.property(brokenText, (name) => {
        const object = evaluate(`{ ${literalKey(name)}: 1 }`);
        expect(Reflect.ownKeys(Object(object) as object)).toEqual([name]);
        expect(evaluate(`Object.getPrototypeOf({ ${literalKey(name)}: {} }) === Object.prototype`)).toBe(true);
      }),
      RUNS,
    );
  });
});

describe('propertyName', () => {
  test('names a member of that very name in an object type (1,000 cases)', () => {
    fc.assert(
      fc.property(brokenText, (name) => {
        const source = ts.createSourceFile(
          'x.ts',
          `type T = { ${propertyName(name)}: string };`,
          ts.ScriptTarget.ES2023,
        );
        const [statement] = source.statements;
        if (statement === undefined || !ts.isTypeAliasDeclaration(statement) || !ts.isTypeLiteralNode(statement.type))
          throw new Error('no type');
        const names = statement.type.members.map((member) =>
          member.name !== undefined && 'text' in member.name ? member.name.text : undefined,
        );
        expect([source.statements.length, names]).toEqual([1, [name]]);
      }),
      RUNS,
    );
  });

  test('is bare where it can be', () => {
    expect(['a', '$', '_x', 'class', '__proto__', 'x-y', '1a', '', 'ü'].map(propertyName)).toEqual([
      'a',
      '$',
      '_x',
      'class',
      '__proto__',
      `'x-y'`,
      `'1a'`,
      `''`,
      `'ü'`,
    ]);
  });
});

/** The tokens of a text; comments and spaces left out. */
function tokens(text: string): readonly string[] {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2023, true);
  scanner.setText(text);
  const found: string[] = [];
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) found.push(scanner.getTokenText());
  return found;
}

describe('docComment', () => {
  test('ends where it should: no text of a schema becomes code (1,000 cases)', () => {
    fc.assert(
      fc.property(fc.array(brokenText, { maxLength: 4 }), (paragraphs) => {
        expect(tokens(`${docComment(paragraphs, 1)}here;`)).toEqual(['here', ';']);
      }),
      RUNS,
    );
  });

  test('holds no sign that ends a line where none should end, or that cannot be seen or written (1,000 cases)', () => {
    fc.assert(
      fc.property(fc.array(brokenText, { maxLength: 4 }), (paragraphs) => {
        const comment = docComment(paragraphs);
        expect(comment.replaceAll('\n', '').replaceAll('\t', '')).not.toMatch(INVISIBLE);
        expect(Buffer.from(comment).toString()).toBe(comment);
      }),
      RUNS,
    );
  });

  test('is no order to the compiler', () => {
    const errors = (doc: string): number => {
      const source = `${docComment([doc])}export const one: string = '1';\n`;
      const { diagnostics = [] } = ts.transpileModule(source, { reportDiagnostics: true });
      const file = ts.createSourceFile('x.ts', source, ts.ScriptTarget.ES2023) as ts.SourceFile & {
        // Internal to TypeScript: the comments that switch errors off, or ask for one.
        readonly commentDirectives?: readonly unknown[];
      };
      return diagnostics.length + (file.commentDirectives?.length ?? 0);
    };

    expect(
      ['@ts-ignore', '@ts-expect-error', '* @ts-expect-error', '/ @ts-ignore', 'text\n@ts-ignore'].map(errors),
    ).toEqual([0, 0, 0, 0, 0]);
  });

  test('is what a person would write', () => {
    expect(docComment([])).toBe('');
    expect(docComment(['', ' \n '])).toBe('');
    expect(docComment(['One line.'], 1)).toBe('/** One line. */\n');
    expect(
      docComment([
        'A sentence that is longer than a line of code may be, whatever its reader thinks of that, and so goes on below.',
      ]),
    ).toBe(
      [
        '/**',
        ' * A sentence that is longer than a line of code may be, whatever its reader thinks of that, and so',
        ' * goes on below.',
        ' */',
        '',
      ].join('\n'),
    );
    expect(docComment(['First.\r\n\r\n  Second */ third.\n', '@deprecated gone'], 1)).toBe(
      ['/**', ' * First.', ' *', ' * Second *\\/ third.', ' *', ' * @deprecated gone', ' */', ''].join('\n'),
    );
  });
});

describe('lineComment', () => {
  test('stays on its lines, and is not an order to the compiler (1,000 cases)', () => {
    fc.assert(
      fc.property(brokenText, (text) => {
        const line = `${lineComment(text)}\nhere;`;
        expect(tokens(line)).toEqual(['here', ';']);
        expect(line.replaceAll('\n', '').replaceAll('\t', '')).not.toMatch(INVISIBLE);
        expect(line).not.toMatch(/\/\/\/?\s*@ts-/);
      }),
      RUNS,
    );
  });
});
