import { call } from '../../code/expressions.js';
import { lowerFirst } from '../../code/identifiers.js';
import { runtimeName } from '../../code/runtime-name.js';
import { stringLiteral } from '../../code/source-text.js';
import { variable } from '../../code/statements.js';
import { code as text } from '../../code/text-layout.js';
import { tableName } from '../validator/check-context.js';
import { numberChecks, textChecks } from '../validator/leaf-checks.js';
import { givesUp, READER, type ParsedValue, type ParserContext } from './parser-context.js';
import type { ParsedShape } from './parsed-shape.js';

type LeafShape = Extract<ParsedShape, { readonly kind: 'text' | 'number' | 'integer' }>;

/** How a string or a number is parsed, held to the keywords about it, and converted. */
export function leafValue(context: ParserContext, shape: LeafShape, wanted: string): ParsedValue {
  const { kind, schema, conversion } = shape;
  const parse = call(runtimeName('json-parser/parse-leaves', kind === 'text' ? 'parseText' : 'parseNumber'), READER);
  const local = context.locals.claim(localName(wanted));
  context.known.set(local.name, new Set([kind === 'text' ? 'string' : kind]));
  const leaf = { value: local, name: tableName(wanted) };
  const checks = kind === 'text' ? textChecks(context, schema, leaf) : numberChecks(context, schema, leaf);
  const isInteger = text`!${call(context.use('json/check', 'isInteger'), local)}`;
  const statements = [
    variable('const', local, parse),
    ...(kind === 'integer' ? [givesUp(isInteger)] : []),
    ...checks.map(({ bad }) => givesUp(bad)),
  ];
  if (conversion === undefined)
    return statements.length === 1 ? { statements: [], value: parse } : { statements, value: local };
  if (conversion.to === 'Date')
    return { statements, value: call(runtimeName('json-parser/conversions', 'dateFrom'), local) };
  const format = stringLiteral(conversion.format);
  if (kind === 'text') {
    return { statements, value: call(runtimeName('json-parser/conversions', 'bigintFrom'), local, format) };
  }
  const start = context.locals.claim('start');
  return {
    statements: [variable('const', start, text`${READER}.position`), ...statements],
    value: call(runtimeName('json-parser/conversions', 'bigintRead'), READER, start, local, format),
  };
}

/** A variable for a value; never a name that the code around it uses. */
function localName(wanted: string): string {
  const name = lowerFirst(wanted);
  const isTaken =
    /^(?:parse|check|is|give|take|first|next|set|require|peek|date|bigint)[A-Z]|(?:Pattern|Names|Choices|Required)\d*$/;
  return isTaken.test(name) ? `${name}Value` : name;
}
