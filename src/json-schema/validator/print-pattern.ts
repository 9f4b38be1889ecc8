import { stringLiteral } from '../../code/source-text.js';
import { constant } from '../../code/statements.js';
import { call } from '../../code/expressions.js';
import { type Layout, type Name } from '../../code/text-layout.js';
import { checkPattern } from '../pattern/check-pattern.js';
import { compilePattern } from '../pattern/compile-pattern.js';

/** Declares a constant, the same text once. */
export type DeclareTable = (wanted: string, table: (name: Layout) => Layout) => Name;

/** Declares regular expressions as tables. */
export class PatternPrinter {
  private readonly table: DeclareTable;

  constructor(table: DeclareTable) {
    this.table = table;
  }

  /** The name of a pattern's regular expression, and the longest text it may be tried on, if it is slow on longer ones. */
  print(pattern: string, wanted: string): { readonly name: Name; readonly longest: number | undefined } {
    const expression = patternLiteral(pattern);
    const name = this.table(`${wanted}Pattern`, (own) => constant(own, '', expression));
    return { name, longest: checkPattern(pattern).longest };
  }
}

/** A regular expression as code: a literal where it shows all it holds, else made from a string. */
export function patternLiteral(pattern: string): Layout {
  const { source, flags } = compilePattern(pattern);
  if (/^[ -~]+$/.test(source)) return `/${source}/${flags}`;
  return call('new RegExp', stringLiteral(pattern), ...(flags === '' ? [] : [stringLiteral(flags)]));
}
