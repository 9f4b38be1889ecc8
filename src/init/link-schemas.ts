import { addTo } from '../diagnostics/group-by.js';
import { LENIENT } from '../json-schema/read/dialect.js';
import type { JsonDocument } from '../json-schema/read/json-documents.js';
import { memberOf } from '../json-schema/schema/json-pointer.js';
import { referencesIn, type WrittenReference } from '../json-schema/read/references-in.js';
import { referenceResolver, resourceAround } from '../json-schema/read/resolve-reference.js';
import { schemaIndex, type IndexedDocument } from '../json-schema/read/schema-index.js';
import { resolveUri } from '../json-schema/read/uri.js';
import type { AvroFile } from './avro-file.js';
import { compareVersions, parseFileName } from './file-name.js';
import type { FoundSchema } from './found-schema.js';
import type { JsonSchemaFile } from './json-schema-file.js';

/** That one schema file needs another. */
export interface SchemaLink {
  readonly from: string;
  readonly to: string;
  /** Whether the other file is there for others to refer to, not just one of the types in it. */
  readonly shares: boolean;
  /**
   * By the `path` that stands in the first file; by a `name`, so that `include` has to list its file; or not at all,
   * because a `rival` with the same name is used.
   */
  readonly how: 'path' | 'name' | 'rival';
}

/** A reference of a JSON Schema to what no file is. */
export interface MissingReference {
  readonly from: string;
  readonly reference: string;
}

interface LinkedSchemas {
  readonly links: readonly SchemaLink[];
  readonly missing: readonly MissingReference[];
}

/**
 * Finds what schema files need of each other: Avro schemas by the names of types, JSON Schemas by path or by `$id`. `exists`
 * returns whether a file exists that is not a schema.
 */
export function linkSchemas(files: readonly FoundSchema[], exists: (path: string) => boolean): LinkedSchemas {
  const avro = files.filter((file) => file.format === 'avro');
  const json = linkJson(
    files.filter((file) => file.format === 'json-schema'),
    exists,
  );
  const links = [...linkAvro(avro), ...json.links].filter(({ from, to }) => from !== to);
  return { links, missing: json.missing };
}

function linkAvro(files: readonly AvroFile[]): readonly SchemaLink[] {
  const definers = new Map<string, AvroFile[]>();
  for (const file of files) for (const name of file.defines) addTo(definers, name, file);
  return files.flatMap(({ path, name: own, uses }) =>
    [...uses].flatMap((name) =>
      (definers.get(name) ?? []).map((definer, index) => ({
        from: path,
        to: definer.path,
        shares: definer.name === name && own !== name,
        how: index === 0 ? 'name' : 'rival',
      })),
    ),
  );
}

function linkJson(files: readonly JsonSchemaFile[], exists: (path: string) => boolean): LinkedSchemas {
  const documents = new Map(files.map(({ path, json }) => [path, { file: path, json }]));
  const get = (file: string): JsonDocument | undefined => documents.get(file);
  const near = schemaIndex({ get, all: () => [] }, LENIENT);
  const all = schemaIndex({ get, all: () => documents.values() }, LENIENT);
  const resolver = referenceResolver(near);
  const missing: MissingReference[] = [];
  const linksOf = (document: IndexedDocument, { reference, resource, stands }: Reference): readonly SchemaLink[] => {
    const from = document.file;
    const { uri } = resolveUri(resource.uri, reference);
    if (document.resources.has(uri)) return [];
    const shares = stands !== 'elsewhere';
    const candidates = resolver.candidates(reference, { document, resource });
    const to = candidates.find((file) => documents.has(file));
    if (to !== undefined) return [{ from, to, shares, how: 'path' }];
    const defining = new Set(all.withUri(uri).map(({ document: { file } }) => file));
    if (stands === 'in-schema' && defining.size === 0 && !candidates.some(exists)) {
      // The official meta-schemas are known without a file.
      if (!resolver.resolve(reference, { document, resource }).ok) missing.push({ from, reference });
    }
    // Of versions with the same `$id`, the newest is used: two in `include` would contradict each other.
    const newest = files
      .filter(({ path }) => defining.has(path))
      .sort((a, b) => compareVersions(parseFileName(a).version, parseFileName(b).version))
      .at(-1);
    return [...defining].map((file) => ({
      from,
      to: file,
      shares,
      how: file === newest?.path ? 'name' : 'rival',
    }));
  };
  const links = [...documents.values()].flatMap((document) => {
    const indexed = near.of(document);
    return referencesOf(indexed).flatMap((reference) => linksOf(indexed, reference));
  });
  return { links, missing };
}

interface Reference extends Pick<WrittenReference, 'reference' | 'resource'> {
  /** In a schema, as its `$schema`, or in an example or where else nothing needs it. */
  readonly stands: 'in-schema' | 'as-meta-schema' | 'elsewhere';
}

/** The references in a document, and the meta-schema that it names. */
function referencesOf(document: IndexedDocument): readonly Reference[] {
  const meta = memberOf(document.json, '$schema');
  const resource = resourceAround(document, '');
  return [
    ...(typeof meta === 'string' ? [{ reference: meta, resource, stands: 'as-meta-schema' as const }] : []),
    ...referencesIn(document).map(({ reference, pointer, resource: around }) => {
      const isInSchema = document.places.has(pointer.slice(0, pointer.lastIndexOf('/')));
      return { reference, resource: around, stands: isInSchema ? ('in-schema' as const) : ('elsewhere' as const) };
    }),
  ];
}
