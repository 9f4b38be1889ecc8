import type { JsonSchema } from '../schema/json-schema.js';
import { isInherited } from '../schema/inherited-names.js';
import { objectFacts, type ObjectFacts } from './object-facts.js';
import { propertyDoc } from './type-docs.js';
import { declare, type TypeGraph } from './type-graph.js';
import {
  EMPTY_OBJECT,
  keywordsOf,
  NEVER,
  objectSchema,
  UNKNOWN,
  unionOf,
  type NamePlace,
  type TypeKeywords,
  type TypeSchema,
} from './type-schema.js';
import { subjectOf, type Subject } from './type-subject.js';

/** An object with properties is a declaration, whose properties are looked into later. */
export function objectType(graph: TypeGraph, own: readonly JsonSchema[], key: string, subject: Subject): TypeSchema {
  const facts = objectFacts(own, graph.settings);
  if (facts === undefined) return NEVER;
  if (facts.properties.size === 0) {
    const index = indexType(graph, facts, subject.place);
    return index === undefined ? EMPTY_OBJECT : { type: 'object', additionalProperties: index };
  }
  const declared = declare(graph, `${key} object`, subject);
  const { declaration } = keywordsOf(declared);
  if (declaration === undefined || graph.types.has(declaration)) return declared;
  // Holds the declaration's place in the order.
  graph.types.set(declaration, UNKNOWN);
  graph.postponed.push(() => {
    const properties = propertyTypes(graph, facts, subject.place);
    graph.types.set(declaration, { ...properties, ...otherProperties(graph, own, facts, subject.place) });
  });
  return declared;
}

/** `documented`: names of properties that have their comments elsewhere. */
export function propertyTypes(
  graph: TypeGraph,
  facts: ObjectFacts,
  place: NamePlace,
  documented: ReadonlySet<string> = new Set(),
): TypeKeywords {
  const docs = new Map<string, readonly string[]>();
  const properties = [...facts.properties].map(([name, { schemas, required }]): [string, TypeSchema] => {
    // Where it is missing, an object has what it inherits by that name.
    if (!required && isInherited(name)) return [name, UNKNOWN];
    const type = graph.typeOf({ ...subjectOf(schemas, { place, word: name }, graph.settings), isDiscriminated: true });
    const isDeclared = keywordsOf(type).declaration !== undefined;
    if (!documented.has(name)) docs.set(name, propertyDoc(schemas, graph.settings, { isDeclared, name }));
    return [name, type];
  });
  const required = [...facts.properties].filter(([, property]) => property.required).map(([name]) => name);
  return { ...objectSchema(properties, required), docs };
}

/** Nothing where the type has no index signature though more properties may be there. */
function otherProperties(
  graph: TypeGraph,
  own: readonly JsonSchema[],
  facts: ObjectFacts,
  place: NamePlace,
): TypeKeywords {
  const index = indexType(graph, facts, place);
  if (index !== undefined) return graph.settings.indexSignatures ? { additionalProperties: index } : {};
  // A branch may evaluate more than the object on which it stands.
  return own.some(({ unevaluatedProperties }) => unevaluatedProperties?.never) ? {} : { additionalProperties: NEVER };
}

/** The type of the properties that have no schema of their own. */
function indexType(graph: TypeGraph, { others }: ObjectFacts, place: NamePlace): TypeSchema | undefined {
  if (others === undefined) return undefined;
  return unionOf(others.map((schemas) => graph.typeOf(subjectOf(schemas, { place, word: 'Value' }, graph.settings))));
}
