import type { TypeText } from './parse-types.js';
import { keywordsOf, type TypeSchema } from './type-schema.js';

/** A type with the comments of its properties: an object's, or those of the branches in `Base & (A | B)`. */
export function documentedType(type: TypeText, schema: TypeSchema): TypeText {
  const { docs, allOf, anyOf } = keywordsOf(schema);
  switch (type.kind) {
    case 'object':
      return { ...type, members: type.members.map((member) => ({ ...member, doc: docs?.get(member.name) ?? [] })) };
    case 'union':
    case 'intersection': {
      const parts = allOf ?? anyOf ?? [];
      return { ...type, members: type.members.map((member, index) => documentedType(member, parts[index] ?? true)) };
    }
    default:
      return type;
  }
}
