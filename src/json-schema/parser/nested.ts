import { call } from '../../code/expressions.js';
import { runtimeName } from '../../code/runtime-name.js';
import { statement, type Code } from '../../code/statements.js';
import { READER } from './parser-context.js';

/** Counts a value of a recursive schema in or out. */
export function nested(isNested: boolean, step: 'enterNested' | 'leaveNested'): readonly Code[] {
  return isNested ? [statement(call(runtimeName('json-parser/parse-any', step), READER))] : [];
}
