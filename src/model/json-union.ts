import type { JsonSchema } from '../json-schema/schema/json-schema.js';
import { ownName } from '../json-schema/schema/own-name.js';
import { syntheticSchema } from '../json-schema/schema/synthetic-schema.js';
import type { JsonMember } from './topic-model.js';

/** What the values of any of several subjects satisfy. It stands in no file. */
export function unionOfSubjects(members: readonly JsonMember[]): JsonSchema {
  const of = { key: members.map(({ schema }) => schema.key).join(' '), place: { file: '', pointer: '' } };
  return syntheticSchema(
    { anyOf: members.map(({ schema }) => schema) },
    { of: { ...of, draft: '2020-12' }, name: 'any of' },
  );
}

/** A subject's schema, with a name to go by where it does not name itself. */
export function schemaOfSubject(schema: JsonSchema, subject: string): JsonSchema {
  return syntheticSchema(
    { refs: [schema], definedAs: ownName([schema]) ?? recordName(subject) },
    { of: schema, name: 'of' },
  );
}

/** The record that a subject is named after: `Placed` for `events-shop.Placed`, `orders` for `orders-value`. */
function recordName(subject: string): string {
  const [last = subject] = subject.split('.').slice(-1);
  return last.replace(/-(?:key|value)$/, '');
}

/** The ids that identify the subject of a record: those of a newest version, and those that no other subject has. */
export function discriminatingIds(member: JsonMember, members: readonly JsonMember[]): readonly string[] {
  const others = members.filter((other) => other !== member);
  const isTelling = (id: string): boolean =>
    id === member.reader.id || !others.some(({ versions }) => versions.some((version) => version.id === id));
  return [...new Set(member.versions.flatMap(({ id }) => id ?? []))].filter(isTelling);
}
