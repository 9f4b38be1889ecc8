import { Script } from 'node:vm';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';

import { flatText } from '../../../src/code/print-layout.js';
import { expressionLiteral } from '../../../src/json-schema/validator/print-pattern.js';
import { nativeExpression } from '../../../src/json-schema/pattern/compile-pattern.js';
import { moduleErrors } from '../module-errors.js';
import { validatorOf, validatorText } from '../generated-validator.js';
import { HOSTILE_PATTERNS } from './hostile-patterns.js';

const text = (pattern: string): string => validatorText({ type: 'string', pattern });

describe('a pattern in a validator', () => {
  it('is a regular expression where that is proved linear, and needs nothing else', () => {
    expect(text('^[A-Z]{3}$')).toContain('const value1Pattern = /^[A-Z]{3}$/u;\n');
    expect(text('^[A-Z]{3}$')).not.toContain('inear');
  });

  it('is a tree for the linear matcher where it is not', () => {
    expect(text('^(?:\\w+\\.?){1,8}$')).toContain(`import { linearPattern } from './_runtime/json/linear-pattern.js';

/** ^(?:\\w+\\.?){1,8}$ */
const value1Pattern = linearPattern({
  unicode: true,
  maxLength: 357142,
  sets: [/\\w/u, /\\./u],
  term: ['seq', '^', ['rep', 1, 8, ['seq', ['rep', 1, null, 0], ['rep', 0, 1, 1]]], '$'],
});
`);
  });

  it('has a bound where no automaton follows it', () => {
    expect(text('^(a+)\\1+b')).toContain('const value1Pattern = boundedPattern(/^(a+)\\1+b/u, 20);\n');
  });

  it('never has the name of what it is made with', () => {
    const schema = {
      properties: { l: { $ref: '#/$defs/linear' }, b: { $ref: '#/$defs/bounded' } },
      patternProperties: { '^(k+)+$': { type: 'number' }, '^(k+)\\1!+$': { type: 'number' } },
      $defs: {
        linear: { type: ['string', 'object'], pattern: '^(a+)+$', required: ['x'] },
        bounded: { type: ['string', 'object'], pattern: '^(a+)\\1!+$', required: ['x'] },
      },
    };
    const validate = validatorOf(schema);
    expect(validate({ l: 'aa', b: 'aa!', kk: 1 })).toEqual([]);
    expect(validate({ l: 'aab' })).toHaveLength(1);
    expect(validate({ b: 'aab' })).toHaveLength(1);
  });

  it.each([
    ...HOSTILE_PATTERNS.map(({ pattern }) => pattern),
    `^(?:${'\\p{Script=Greek}|'.repeat(9)}é+)+[^"'\n/]$`,
    '*/'.replace('*', '^(\\*+)+'),
  ])('is laid out as prettier would: %s', async (pattern) => {
    const module = text(pattern).replace(/export const checks[^;]*;/, '');
    const options = { parser: 'typescript', printWidth: 100, singleQuote: true } as const;
    expect(await format(module, options)).toBe(module.replace(/\n{3,}/g, '\n\n'));
  });
});

describe('expressionLiteral', () => {
  it('prints nothing that TypeScript refuses', () => {
    const patterns = [
      '\\p{Digit}',
      '\\pL',
      '\\k<n>',
      '\\A\\Z',
      'a{2-4}',
      '(a)\\2',
      '\\2',
      '\\8',
      '[\\w-a]',
      '\\u{12}',
      '\\x{41}',
    ];
    patterns.push(
      '[[:alpha:]]',
      '[a-z&&[^b]]',
      '\\c',
      '{id}',
      '\\-',
      '\\012',
      ']',
      '(?=a)*',
      'a{,3}',
      '(a)\\1',
      '\\p{L}',
      '\\-\\p{L}',
    );
    const lines = patterns.map((pattern) => `${flatText(expressionLiteral(nativeExpression(pattern), pattern))},\n`);
    expect(moduleErrors([{ name: 'literals.ts', text: `export const all = [\n${lines.join('')}];\n` }])).toEqual([]);
  });

  it.each([
    '^[A-Z]{2}$',
    '/',
    '[/]',
    '\\/',
    '',
    '\n',
    '\u2028',
    '\\*/',
    "'\\\\",
    '\u{1F600}',
    '^\\-$',
    '\\Z',
    '\\p{Digit}',
  ])('prints what compiles to the same expression: %j', (pattern) => {
    const expression = nativeExpression(pattern);
    // The literal is code: that it evaluates to the expression is what is shown.
    const printed = new Script(flatText(expressionLiteral(expression, pattern))).runInThisContext() as RegExp;
    expect([printed.source, printed.flags]).toEqual([expression.source, expression.flags]);
  });
});
