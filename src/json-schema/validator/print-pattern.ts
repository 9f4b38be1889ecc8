import { type ModuleDeclarations } from '../../code/module-declarations.js';
import { call, list, object, property } from '../../code/expressions.js';
import { docComment, stringLiteral } from '../../code/source-text.js';
import { constant } from '../../code/statements.js';
import { runtimeName } from '../../code/runtime-name.js';
import { code as text, hardline, lines, nameOf, type Layout, type Name } from '../../code/text-layout.js';
import { valueLiteral } from '../../code/value-literal.js';
import type { LinearSource } from '../../runtime/json/linear-pattern.js';
import { compilePattern } from '../pattern/compile-pattern.js';

/** A constant that has `test`, and the longest text that it may be tried on. */
export interface PrintedPattern {
  readonly name: Name;
  /** In UTF-16 units; undefined where there is no bound. */
  readonly maxLength: number | undefined;
}

/** Declares a pattern: a regular expression, one with a bound, or what the linear matcher makes of its tree. */
export function printPattern(pattern: string, wanted: string, module: ModuleDeclarations): PrintedPattern {
  const { matcher, maxLength } = compilePattern(pattern);
  const declare = (value: Layout, doc: Layout = ''): Name =>
    module.sharedTable(`${wanted}Pattern`, (own) => [doc, constant(own, '', value)]);
  switch (matcher.kind) {
    case 'native':
      return { name: declare(expressionLiteral(matcher.expression, pattern)), maxLength: undefined };
    case 'bounded': {
      const expression = expressionLiteral(matcher.expression, pattern);
      return { name: declare(call(BOUNDED_PATTERN, expression, String(maxLength))), maxLength };
    }
    case 'linear': {
      const doc = docComment([pattern]);
      const made = call(LINEAR_PATTERN, sourceLiteral(matcher.source));
      return { name: declare(made, doc === '' ? '' : [lines(doc), hardline]), maxLength };
    }
  }
}

const BOUNDED_PATTERN = runtimeName('json/bounded-pattern', 'boundedPattern');
const LINEAR_PATTERN = runtimeName('json/linear-pattern', 'linearPattern');

/** A regular expression as code: a literal where that shows all its characters, else made from a string. */
export function expressionLiteral({ source, flags }: RegExp, pattern = source): Layout {
  if (/^[ -~]+$/.test(source) && (flags === 'u' || !UNUSUAL_ESCAPE.test(source))) return `/${source}/${flags}`;
  const made = text`new ${nameOf('RegExp')}`;
  return call(made, stringLiteral(pattern), ...(flags === '' ? [] : [stringLiteral(flags)]));
}

/** TypeScript refuses literals with escapes that mean something with the flag `u` alone, or are octal. */
const UNUSUAL_ESCAPE = /\\(?![dDwWsSbBnrtvf])[A-Za-z\d]/;

function sourceLiteral({ sets, term, unicode, maxLength }: LinearSource): Layout {
  const entries = [
    property('unicode', String(unicode)),
    property('maxLength', String(maxLength)),
    property('sets', list(sets.map((set) => expressionLiteral(set)))),
    property('term', valueLiteral(term)),
  ];
  return object(entries, true);
}
