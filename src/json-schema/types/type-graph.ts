import type { JsonSettings } from '../../config/json-settings.js';
import { declarationDoc } from './type-docs.js';
import { UNKNOWN, type TypeDeclaration, type TypeSchema } from './type-schema.js';
import type { Subject } from './type-subject.js';

/** The maximum number of types that a topic declares; any value will do for more. */
const MAX_DECLARATIONS = 5000;

/** The types of schemas, as far as they are made. Objects get declarations of their own, and so does what refers to itself. */
export interface TypeGraph {
  readonly settings: JsonSettings;
  readonly declared: Map<string, TypeDeclaration>;
  /** In the order in which they were found. */
  readonly types: Map<TypeDeclaration, TypeSchema>;
  readonly known: Map<string, TypeSchema>;
  /** What is being made, each with the key of its type. */
  readonly inProgress: Map<string, string>;
  /** Objects to look into: one after the other, so that none is too deep. */
  readonly postponed: (() => void)[];
  /** The type of a subject within. */
  readonly typeOf: (subject: Subject) => TypeSchema;
}

/** Gives a type a declaration; any value will do where there are too many. */
export function declare(
  graph: TypeGraph,
  key: string,
  { place, entry, isDiscriminated }: Subject,
  type?: TypeSchema,
): TypeSchema {
  const known = graph.declared.get(key);
  if (known === undefined && graph.declared.size >= MAX_DECLARATIONS) return UNKNOWN;
  const declaration = known ?? {
    key,
    place,
    doc: isDiscriminated && place.own === undefined ? [] : declarationDoc(entry, place.own),
  };
  graph.declared.set(key, declaration);
  if (type !== undefined) graph.types.set(declaration, type);
  return { declaration };
}
