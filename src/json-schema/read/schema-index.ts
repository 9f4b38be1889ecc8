import { documentDialect } from './api-description.js';
import type { Dialect } from './dialect.js';
import type { JsonDocument, JsonDocuments } from './json-documents.js';
import { scanDocument, type ScannedSchemas, type SchemaResource } from './scan-schema.js';

/** A document whose schemas have been found. */
export interface IndexedDocument extends JsonDocument, ScannedSchemas {}

/** A resource and the document that it is found in. */
export interface FoundResource {
  readonly document: IndexedDocument;
  readonly resource: SchemaResource;
}

type Indexed = Map<string, IndexedDocument>;

/** The documents, each gone through when it is first asked for. */
export interface SchemaIndex {
  readonly documents: JsonDocuments;
  readonly get: (file: string) => IndexedDocument | undefined;
  readonly of: (document: JsonDocument) => IndexedDocument;
  /** Every resource of the documents that has a URI. */
  readonly withUri: (uri: string) => readonly FoundResource[];
}

/**
 * `dialect` is that of documents without `$schema`; `shared` takes those that name theirs, which are the same in every
 * index.
 */
export function schemaIndex(documents: JsonDocuments, dialect: Dialect, shared: Indexed = new Map()): SchemaIndex {
  const indexed: Indexed = new Map();
  let byUri: ReadonlyMap<string, readonly FoundResource[]> | undefined;

  const known = (file: string): IndexedDocument | undefined => shared.get(file) ?? indexed.get(file);

  function of(document: JsonDocument): IndexedDocument {
    const before = known(document.file);
    if (before !== undefined) return before;
    const { file, json } = document;
    const own = documentDialect(document, documents);
    const { places, resources } = scanDocument(json, own ?? dialect, { file, documents });
    const scanned = { file, json, places, resources };
    (own === undefined ? indexed : shared).set(file, scanned);
    return scanned;
  }

  function allByUri(): ReadonlyMap<string, readonly FoundResource[]> {
    const all = new Map<string, FoundResource[]>();
    for (const document of [...documents.all()].map(of)) {
      for (const [uri, resource] of document.resources) {
        const others = all.get(uri) ?? [];
        all.set(uri, others);
        others.push({ document, resource });
      }
    }
    return all;
  }

  return {
    documents,
    get(file) {
      const document = known(file) ?? documents.get(file);
      return document === undefined ? undefined : of(document);
    },
    of,
    withUri(uri) {
      byUri ??= allByUri();
      return byUri.get(uri) ?? [];
    },
  };
}

interface Indexes {
  readonly shared: Indexed;
  readonly byDialect: Map<string, SchemaIndex>;
}

const indexes = new WeakMap<JsonDocuments, Indexes>();

/** The index of the documents for one dialect, made once: the topics of a config share most of their files. */
export function indexOf(documents: JsonDocuments, dialect: Dialect): SchemaIndex {
  const known = indexes.get(documents);
  const { shared, byDialect }: Indexes = known ?? { shared: new Map(), byDialect: new Map() };
  if (known === undefined) indexes.set(documents, { shared, byDialect });
  const index = byDialect.get(dialect.name) ?? schemaIndex(documents, dialect, shared);
  byDialect.set(dialect.name, index);
  return index;
}
