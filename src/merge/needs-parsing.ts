import { inEitherQuotes } from './double-quoted.js';
import { anyMoved, consumeName, importTarget, isHandler, isRuntime, type ImportTarget } from './module-paths.js';
import type { GeneratedModule, HandlerBranches, UserFile } from './user-file.js';

/**
 * Whether a file of the team's may need an edit or a remark. False is certain; true is worth a parse. It reads the text
 * as text, since it runs for every handler of every `check`, and parsing takes a thousand times as long.
 */
export function needsParsing(file: UserFile, text: string): boolean {
  if (anyMoved(file) || hidesLiteral(text) || mayHideCode(text)) return true;
  const imports = namedImports(file, text);
  if (imports === undefined) return true;
  for (const { module, names } of imports) if (names.some((name) => isChanged(name, module))) return true;
  if (isHandler(file) && !usesConsumer(file, imports)) return true;
  return file.branches !== undefined && mayNeedCases(file.branches, text);
}

/** A literal that begins with an escape may be anything, a relative import too. */
const HIDDEN_LITERAL = /['"`]\\[xu]/;

function hidesLiteral(text: string): boolean {
  return text.includes('\\') && HIDDEN_LITERAL.test(text);
}

const RELATIVE = /(['"`])(\.\.?(?:\/[^'"`\n]*)?)\1/g;
const NAMED_IMPORT = /\b(?:import|export)\b([^'"`;]*?)\bfrom\s*(['"])([^'"\n]*)\2/g;
const NAMES_ALONE = /^\s*(?:type\s)?\s*\{([\w\s,$]*)\}\s*$/;

/** What looks like the code that is looked for. */
const CODE = /\bcase\s*['"\d-]|\bfrom\s*['"]/;

/** Whether a block comment, or a template of several lines, may hold what looks like code. */
function mayHideCode(text: string): boolean {
  if (text.includes('/*'))
    for (const [comment] of text.matchAll(/\/\*[^]*?(?:\*\/|$)/g)) if (CODE.test(comment)) return true;
  if (!hasOpenTemplate(text)) return false;
  let isInside = false;
  for (const line of text.split('\n')) {
    const begins = line.split('`').length % 2 === 0;
    if ((isInside || begins) && CODE.test(line)) return true;
    if (begins) isInside = !isInside;
  }
  return isInside;
}

/** Whether a line has a backtick without a partner on it. */
function hasOpenTemplate(text: string): boolean {
  for (let at = text.indexOf('`'); at >= 0;) {
    const partner = text.indexOf('`', at + 1);
    const end = text.indexOf('\n', at);
    if (partner < 0 || (end >= 0 && end < partner)) return true;
    at = text.indexOf('`', partner + 1);
  }
  return false;
}

interface NamedImport {
  readonly module: GeneratedModule | undefined;
  readonly names: readonly string[];
}

/** What the file imports by name of generated modules; undefined where it has other imports of them, or misspelled ones. */
function namedImports(file: UserFile, text: string): readonly NamedImport[] | undefined {
  const imports: NamedImport[] = [];
  const targets = new Map<string, ImportTarget | undefined>();
  const targetOf = (specifier: string): ImportTarget | undefined => {
    if (!targets.has(specifier)) targets.set(specifier, importTarget(file, specifier));
    return targets.get(specifier);
  };
  /** Where the specifiers of the imports that were understood begin. */
  const understood = new Set<number>();
  for (const match of text.matchAll(NAMED_IMPORT)) {
    const [whole, clause = '', , specifier = ''] = match;
    const target = targetOf(specifier);
    if (target?.module === undefined || !/^\s*$/.test(lineBefore(text, match.index))) continue;
    const inside = NAMES_ALONE.exec(clause)?.[1];
    if (inside === undefined) return undefined;
    imports.push({ module: target.module, names: importedNames(inside) });
    understood.add(match.index + whole.length - specifier.length - 2);
  }
  for (const { 2: specifier = '', index } of text.matchAll(RELATIVE)) {
    const target = targetOf(specifier);
    if (target === undefined) continue;
    if (target.specifier !== specifier || specifier.includes('\\') || isRuntime(target)) return undefined;
    if (target.module !== undefined && !understood.has(index)) return undefined;
  }
  return imports;
}

/** `Order, type Line as L` names Order and Line. */
function importedNames(inside: string): readonly string[] {
  return inside
    .split(',')
    .map((name) =>
      name
        .trim()
        .replace(/^type\s+(?!as\b)/, '')
        .replace(/\s[^]*/, ''),
    )
    .filter((name) => name !== '');
}

function isChanged(name: string, module: GeneratedModule | undefined): boolean {
  return module !== undefined && (!module.exports.has(name) || module.renamed.has(name));
}

/** Whether the consumer is imported by its name. */
function usesConsumer(file: UserFile, imports: readonly NamedImport[]): boolean {
  const consume = consumeName(file);
  if (consume === undefined) return true;
  return imports.some(({ names }) => names.includes(consume));
}

/** Whether a type of record that may be new has no case, or a case is of no type. */
function mayNeedCases({ branches }: HandlerBranches, text: string): boolean {
  const known = new Set(branches.flatMap(({ literal }) => inEitherQuotes(literal)));
  const found: string[] = [];
  for (const match of text.matchAll(CASE)) {
    const before = lineBefore(text, match.index);
    // In a comment of its own line, or of a block.
    if (/^[^'"`]*\/\//.test(before) || /^\s*\*/.test(before)) continue;
    if (before.includes('//') || !areClosed(before)) return true;
    SIMPLE_CASE.lastIndex = match.index;
    const literal = SIMPLE_CASE.exec(text)?.[1];
    if (literal === undefined || !known.has(literal)) return true;
    found.push(literal);
  }
  const switches = [...text.matchAll(/\bswitch\b/g)].length;
  return branches.some(({ literal, isNew, formerly }) => {
    if (formerly !== undefined && text.includes(String(formerly))) return true;
    const spelled = inEitherQuotes(literal);
    return isNew !== false && found.filter((one) => spelled.includes(one)).length < Math.max(1, switches);
  });
}

/** What stands before a place on its line. */
function lineBefore(text: string, at: number): string {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
}

/** Whether every open quote is closed, judged by counting. */
function areClosed(code: string): boolean {
  return ["'", '"', '`'].every((quote) => code.split(quote).length % 2 === 1);
}

/** The word before what may be an expression. */
const CASE = /\bcase(?=\s+[^\s:;,.)]|["'`][^"'`\n]*["'`]\s*:|[([{])/g;
const SIMPLE_CASE = /case\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|-?[\w.]+)\s*:/y;
