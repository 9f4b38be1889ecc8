import { arrow, call, list, object, property } from '../../code/expressions.js';
import { stringLiteral } from '../../code/source-text.js';
import { constant, type Code } from '../../code/statements.js';
import { runtimeType } from '../../code/runtime-name.js';
import { valueLiteral } from '../../code/value-literal.js';
import { alternativeHints } from '../schema/alternative-hints.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { target } from '../schema/schema-facts.js';
import { fail, FAULTS, noting, tableName, type CheckContext, type Subject } from './check-context.js';

export interface Alternative {
  readonly schema: JsonSchema;
  readonly subject: Subject;
}

/** Notes why a value matches none of the alternatives: the faults of the nearest, or of each if all are reported. */
export function nearestFaults(
  context: CheckContext,
  subject: Subject,
  alternatives: readonly Alternative[],
  { reason, pointer }: { readonly reason: string; readonly pointer: string },
): readonly Code[] {
  if (alternatives.length === 0) return [fail(context, subject, reason, pointer)];
  const hints = list(alternatives.map(({ schema }) => valueLiteral(alternativeHints(schema))));
  const described = object([
    property('reason', stringLiteral(reason)),
    property('schemaPointer', pointer),
    property('hints', hints),
  ]);
  const type = runtimeType('json/nearest', 'Alternatives');
  const table = context.table(`${tableName(subject.name)}Alternatives`, (name) => constant(name, type, described));
  const checks = alternatives.map((one) => arrow('', context.call(target(one.schema), one.subject, 'faults')));
  const add = context.use('json/nearest', context.all ? 'addEach' : 'addNearest');
  return noting(context, subject, call(add, subject.value, FAULTS, table, list(checks)));
}
