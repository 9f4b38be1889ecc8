import { posix } from 'node:path';
import { ts } from 'ts-morph';
import { endOfLineComments, indentAt, inQuotes, isLineEnd, type FileStyle } from './file-style.js';
import { importNeighbor, isTypeOnly } from './import-neighbor.js';
import { relativeSpecifier } from './module-paths.js';
import type { ModuleMention } from './module-mentions.js';
import type { NameIndex } from './name-index.js';
import type { ParsedFile } from './parse-user-file.js';
import type { Splice } from './splice.js';
import type { UserFile } from './user-file.js';
import { stringLiteral } from '../code/source-text.js';

/** How a file calls `NotHandledError`, and what makes it known there. */
export interface ErrorImport {
  readonly name: string;
  /** Undefined where the file imports it already. */
  readonly splice: Splice | undefined;
}

const ERROR = 'NotHandledError';

/** Undefined for a file without imports: it is not a module, or was not generated. */
export function errorImport(
  file: UserFile,
  errors: string,
  mentions: readonly ModuleMention[],
  parsed: ParsedFile,
  index: NameIndex,
  style: FileStyle,
): ErrorImport | undefined {
  const clauses = mentions.flatMap(({ by, target }) => {
    if (!ts.isImportDeclaration(by) || by.importClause === undefined || isTypeOnly(by.importClause)) return [];
    const { namedBindings } = by.importClause;
    if (namedBindings === undefined) return [];
    const exported = target.path === errors || target.module?.exports.has(ERROR) === true;
    return exported ? [{ bindings: namedBindings, isErrors: target.path === errors }] : [];
  });
  for (const { bindings } of clauses) {
    if (ts.isNamespaceImport(bindings)) return { name: `${bindings.name.text}.${ERROR}`, splice: undefined };
    const known = bindings.elements.find((e) => (e.propertyName ?? e.name).text === ERROR && !e.isTypeOnly);
    if (known !== undefined) return { name: known.name.text, splice: undefined };
  }
  const name = [ERROR, `Record${ERROR}`, `Unexpected${ERROR}`].find((free) => !index.has(free));
  if (name === undefined) return undefined;
  const specifier = name === ERROR ? ERROR : `${ERROR} as ${name}`;
  for (const { bindings, isErrors } of clauses) {
    if (isErrors && ts.isNamedImports(bindings) && bindings.elements.length > 0) {
      return { name, splice: addSpecifier(bindings, specifier, parsed, style) };
    }
  }
  const { source, text } = parsed;
  const last = source.statements.findLast((statement) => ts.isImportDeclaration(statement));
  if (last === undefined) return undefined;
  const line = importLine(file, errors, style, specifier);
  const neighbor = importNeighbor(source, moduleOf(file, errors));
  const start = neighbor?.isBefore === false ? startOf(neighbor.node, parsed) : undefined;
  if (start !== undefined) return { name, splice: { start, end: start, text: line + style.lineEnd } };
  const end = endOfLineComments(text, (neighbor?.isBefore === true ? neighbor.node : last).end);
  const added = style.lineEnd + line;
  return { name, splice: { start: end, end, text: isLineEnd(text, end) ? added : added.replace(/;?$/, ';') } };
}

/** The statement that imports `NotHandledError`, for a file or for the team to paste. */
export function importLine(file: UserFile, errors: string, style: FileStyle, specifier = ERROR): string {
  const module = moduleOf(file, errors);
  const { quote, semicolon, braceSpace } = style;
  return `import {${braceSpace}${specifier}${braceSpace}} from ${inQuotes(stringLiteral(module), quote)}${semicolon}`;
}

/** Where an import starts with the comments that belong to it; undefined if they could as well be those of the file. */
function startOf(node: ts.ImportDeclaration, { source, text }: ParsedFile): number | undefined {
  const start = node.getStart(source);
  const comments = ts.getLeadingCommentRanges(text, node.pos);
  if (comments === undefined) return start;
  if (node !== source.statements[0]) return comments[0]?.pos;
  return /\n\s*\n/.test(text.slice(comments.at(-1)?.end, start)) ? start : undefined;
}

function moduleOf(file: UserFile, errors: string): string {
  return relativeSpecifier(posix.dirname(file.path), errors) + file.importExtension;
}

function addSpecifier({ elements }: ts.NamedImports, specifier: string, parsed: ParsedFile, style: FileStyle): Splice {
  const last = elements.at(-1);
  // A list that is not empty has a last one; the caller has seen to it.
  if (last === undefined) throw new Error('an import without names');
  const { text, source } = parsed;
  const indent = indentAt(text, last.getStart(source));
  const between = indent === undefined ? ' ' : style.lineEnd + indent;
  return { start: last.end, end: last.end, text: `,${between}${specifier}` };
}
