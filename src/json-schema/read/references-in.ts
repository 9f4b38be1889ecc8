import { isJsonObject } from '../schema/json-pointer.js';
import { pointerTo } from '../../paths/json-pointer.js';
import type { SchemaResource } from './scan-schema.js';
import type { IndexedDocument } from './schema-index.js';
import { resourceAround } from './resolve-reference.js';

/** A reference as it is written, and the resource that it is relative to. */
export interface WrittenReference {
  readonly reference: string;
  readonly pointer: string;
  readonly resource: SchemaResource;
}

/** Every `$ref` and its like in a document, those included that stand in no schema: something may refer to what is around them. */
export function referencesIn(document: IndexedDocument): readonly WrittenReference[] {
  const found: WrittenReference[] = [];
  const visit = (json: unknown, pointer: string): void => {
    if (!Array.isArray(json) && !isJsonObject(json)) return;
    for (const [name, value] of Object.entries<unknown>(json)) {
      if (typeof value === 'object') visit(value, pointerTo(pointer, name));
      else if (typeof value === 'string' && (name === '$ref' || name === '$dynamicRef'))
        found.push({
          reference: value,
          pointer: pointerTo(pointer, name),
          resource: resourceAround(document, pointer),
        });
    }
  };
  visit(document.json, '');
  return found;
}
