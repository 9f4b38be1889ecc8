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
  const visit = (json: unknown, pointer: string, around: SchemaResource): void => {
    const resource = document.places.get(pointer)?.resource ?? around;
    if (Array.isArray(json)) json.forEach((item, index) => visit(item, pointerTo(pointer, index), resource));
    if (!isJsonObject(json)) return;
    for (const [name, value] of Object.entries(json)) {
      const at = pointerTo(pointer, name);
      if (typeof value === 'string' && (name === '$ref' || name === '$dynamicRef')) {
        found.push({ reference: value, pointer: at, resource });
      } else visit(value, at, resource);
    }
  };
  visit(document.json, '', resourceAround(document, ''));
  return found;
}
