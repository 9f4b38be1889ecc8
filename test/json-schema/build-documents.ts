import type { JsonDocuments } from '../../src/json-schema/read/json-documents.js';

/** Files by their names; an absolute `$id` is looked for among all of them. */
export function documentsOf(files: Readonly<Record<string, unknown>>): JsonDocuments {
  const documents = new Map(Object.entries(files).map(([file, json]) => [file, { file, json }]));
  return { get: (file) => documents.get(file), all: () => documents.values() };
}
