import { stringLiteral } from '../../code/source-text.js';
import { checkPattern } from '../pattern/check-pattern.js';
import { compilePattern } from '../pattern/compile-pattern.js';

/** Declares regular expressions as tables. */
export class PatternPrinter {
  private readonly table: (wanted: string, text: (name: string) => string) => string;

  constructor(table: (wanted: string, text: (name: string) => string) => string) {
    this.table = table;
  }

  /** The name of a pattern's regular expression, and the longest text it may be tried on, if it is slow on longer ones. */
  print(pattern: string, wanted: string): { readonly name: string; readonly longest: number | undefined } {
    const expression = patternLiteral(pattern);
    const name = this.table(`${wanted}Pattern`, (own) => {
      const head = `const ${own} = `;
      return `${head}${expression};\n`;
    });
    return { name, longest: checkPattern(pattern).longest };
  }
}

/** A regular expression as code: a literal where it shows all it holds, else made from a string. */
export function patternLiteral(pattern: string): string {
  const { source, flags } = compilePattern(pattern);
  if (/^[ -~]+$/.test(source)) return `/${source}/${flags}`;
  return `new RegExp(${stringLiteral(pattern)}${flags === '' ? '' : `, ${stringLiteral(flags)}`})`;
}
