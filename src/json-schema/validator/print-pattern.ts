import { docComment, stringLiteral } from '../../code/source-text.js';
import { valueLiteral } from '../../code/value-literal.js';
import type { LinearSource } from '../../runtime/json/linear-pattern.js';
import { compilePattern } from '../pattern/compile-pattern.js';

/** What a printer of patterns needs of the module that it prints them into. */
export interface PatternModule {
  /** Declares a constant of a module; the same text once. */
  readonly table: (wanted: string, text: (name: string) => string) => string;
  /** Imports a function of a runtime module. */
  readonly use: (module: string, name: string) => string;
}

/** A constant that has `test`, and the longest text that it may be tried on. */
export interface PrintedPattern {
  readonly name: string;
  /** In UTF-16 units; undefined where there is no bound. */
  readonly maxLength: number | undefined;
}

/** Declares a pattern: a regular expression, one with a bound, or what the linear matcher makes of its tree. */
export function printPattern(pattern: string, wanted: string, { table, use }: PatternModule): PrintedPattern {
  const { matcher, maxLength } = compilePattern(pattern);
  const tableName = RUNTIME_NAMES.has(`${wanted}Pattern`) ? `${wanted}TextPattern` : `${wanted}Pattern`;
  switch (matcher.kind) {
    case 'native': {
      const expression = expressionLiteral(matcher.expression, pattern);
      return { name: table(tableName, (own) => `const ${own} = ${expression};\n`), maxLength: undefined };
    }
    case 'bounded': {
      const make = use('json/bounded-pattern', 'boundedPattern');
      const expression = expressionLiteral(matcher.expression, pattern);
      const name = table(tableName, (own) => {
        const line = `const ${own} = ${make}(${expression}, ${maxLength});\n`;
        return line.length <= 101 ? line : `const ${own} = ${make}(\n  ${expression},\n  ${maxLength},\n);\n`;
      });
      return { name, maxLength };
    }
    case 'linear': {
      const make = use('json/linear-pattern', 'linearPattern');
      const source = sourceLiteral(matcher.source);
      const name = table(tableName, (own) => `${docComment([pattern])}const ${own} = ${make}(${source});\n`);
      return { name, maxLength };
    }
  }
}

/** What patterns are made with: no pattern may have the name. */
const RUNTIME_NAMES: ReadonlySet<string> = new Set(['linearPattern', 'boundedPattern']);

/** A regular expression as code: a literal where that shows all its characters, else made from a string. */
export function expressionLiteral({ source, flags }: RegExp, pattern = source): string {
  if (/^[ -~]+$/.test(source) && (flags === 'u' || !UNUSUAL_ESCAPE.test(source))) return `/${source}/${flags}`;
  return `new RegExp(${stringLiteral(pattern)}${flags === '' ? '' : `, ${stringLiteral(flags)}`})`;
}

/** TypeScript refuses literals with escapes that mean something with the flag `u` alone, or are octal. */
const UNUSUAL_ESCAPE = /\\(?![dDwWsSbBnrtvf])[A-Za-z\d]/;

function sourceLiteral({ sets, term, unicode, maxLength }: LinearSource): string {
  const expressions = sets.map((set) => expressionLiteral(set));
  const line = `  sets: [${expressions.join(', ')}],\n`;
  const list = line.length <= 101 ? line : `  sets: [\n${expressions.map((one) => `    ${one},\n`).join('')}  ],\n`;
  const tree = valueLiteral(term, (global) => global, '  ', '  term: '.length);
  return `{\n  unicode: ${unicode},\n  maxLength: ${maxLength},\n${list}  term: ${tree},\n}`;
}
