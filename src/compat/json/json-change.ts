import type { SchemaPlace } from '../../json-schema/schema/json-schema.js';

/** What a change of a schema is about. */
export type JsonChangeKind =
  | 'property-added'
  | 'property-removed'
  | 'became-required'
  | 'became-optional'
  /** Whether, and which, properties may be there that the schema does not name. */
  | 'other-properties'
  | 'type'
  | 'value-added'
  | 'value-removed'
  | 'alternative-added'
  | 'alternative-removed'
  /** A bound, length, count, pattern, format or another keyword for values. */
  | 'constraint'
  | 'default'
  | 'deprecated'
  /** Title, description and examples. */
  | 'documentation';

/** One thing that differs between two versions of a schema. */
export interface JsonChange {
  readonly kind: JsonChangeKind;
  /** The value that it is about, as a JSON pointer; `*` is any item, or any property that the schema does not name. */
  readonly pointer: string;
  /** The same as people write it, with the alternatives on the way: `items[].price`, `(type "created").data`. */
  readonly path: string;
  /** The alternatives of `anyOf` and `oneOf` on the way to the value, outermost first. */
  readonly alternatives: readonly string[];
  /** What was, in a few words; undefined where there was nothing. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** In the newer schema; in the older one where the newer has nothing to show. */
  readonly place: SchemaPlace;
}

/** A change, seen from the value that changed. */
export type ChangeHere = Pick<JsonChange, 'kind' | 'before' | 'after' | 'place'>;
