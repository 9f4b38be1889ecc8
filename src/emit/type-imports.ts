import type { TypeReferences } from '../avro/type-text.js';
import { importedType, nameOf, type Name } from '../code/text-layout.js';

/** A declared type of the topic, as its other files import it. */
export function topicType(name: string): Name {
  return importedType('./types', name);
}

/** How files that import the declared types spell them. */
export const importedTypes: TypeReferences = { declared: topicType, global: nameOf };
