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
export class SchemaIndex {
  readonly documents: JsonDocuments;
  private readonly dialect: Dialect;
  private readonly indexed: Indexed = new Map();
  /** Documents that name their dialect: they are the same in every index. */
  private readonly shared: Indexed;
  private byUri: ReadonlyMap<string, readonly FoundResource[]> | undefined;

  /** `dialect` is that of documents without `$schema`. */
  constructor(documents: JsonDocuments, dialect: Dialect, shared: Indexed = new Map()) {
    this.documents = documents;
    this.dialect = dialect;
    this.shared = shared;
  }

  get(file: string): IndexedDocument | undefined {
    const document = this.known(file) ?? this.documents.get(file);
    return document === undefined ? undefined : this.of(document);
  }

  of(document: JsonDocument): IndexedDocument {
    const known = this.known(document.file);
    if (known !== undefined) return known;
    const { file, json } = document;
    const own = documentDialect(document, this.documents);
    const { places, resources } = scanDocument(json, own ?? this.dialect, { file, documents: this.documents });
    const indexed = { file, json, places, resources };
    (own === undefined ? this.indexed : this.shared).set(file, indexed);
    return indexed;
  }

  /** Every resource of the documents that has a URI. */
  bearing(uri: string): readonly FoundResource[] {
    this.byUri ??= this.allByUri();
    return this.byUri.get(uri) ?? [];
  }

  private known(file: string): IndexedDocument | undefined {
    return this.shared.get(file) ?? this.indexed.get(file);
  }

  private allByUri(): ReadonlyMap<string, readonly FoundResource[]> {
    const byUri = new Map<string, FoundResource[]>();
    for (const document of this.documents.all()) {
      const indexed = this.of(document);
      for (const [uri, resource] of indexed.resources) {
        const found = { document: indexed, resource };
        const others = byUri.get(uri);
        if (others === undefined) byUri.set(uri, [found]);
        else others.push(found);
      }
    }
    return byUri;
  }
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
  const index = byDialect.get(dialect.name) ?? new SchemaIndex(documents, dialect, shared);
  byDialect.set(dialect.name, index);
  return index;
}
