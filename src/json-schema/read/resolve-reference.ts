import { isDeepStrictEqual } from 'node:util';

import { apiDescription, dialectWithin, multiFormatSchema, type ApiDescription } from './api-description.js';
import { LENIENT } from './dialect.js';
import { jsonAt } from '../schema/json-pointer.js';
import { pointerSteps, pointerTo } from '../../paths/json-pointer.js';
import { percentDecoded } from '../../paths/percent-decoded.js';
import { metaSchemas, metaSchemaUri } from './meta-schemas.js';
import { scanPart, type ScannedPlace, type SchemaResource } from './scan-schema.js';
import { schemaIndex, type SchemaIndex, type FoundResource, type IndexedDocument } from './schema-index.js';
import { filesFor } from './reference-files.js';
import { missingDocument, noDocument, nothingAt, PUT_IN_PROJECT, type Unresolved } from './unresolved-reference.js';
import { resolveUri } from './uri.js';

/** Where a schema stands, with what it says. */
export interface SchemaSource extends ScannedPlace {
  readonly document: IndexedDocument;
  readonly pointer: string;
  readonly json: unknown;
}

/** What a reference leads to, or why it leads nowhere. */
type Resolved =
  | {
      readonly ok: true;
      readonly target: SchemaSource;
      /** The anchor it goes by, where it goes by one. */
      readonly anchor: string | undefined;
    }
  | Unresolved;

/** Follows the references of schemas, within the documents and the official meta-schemas alone. */
export interface ReferenceResolver {
  /** The schema at a pointer into a document. */
  readonly at: (document: IndexedDocument, pointer: string, json: unknown) => SchemaSource;
  /** The target of a reference as it is written in a schema. */
  readonly resolve: (reference: string, from: FoundResource) => Resolved;
  /** The files that may hold what a reference leads to, if none of the known documents has its URI. */
  readonly candidates: (reference: string, from: FoundResource) => readonly string[];
}

/** Resolves references within an index. */
export function referenceResolver(index: SchemaIndex): ReferenceResolver {
  /** Parts of documents that stand where no keyword holds a schema, but that references lead to; by file and pointer. */
  const parts = new Map<string, ScannedPlace>();

  function at(document: IndexedDocument, pointer: string, json: unknown): SchemaSource {
    const place = document.places.get(pointer) ?? parts.get(`${document.file}#${pointer}`);
    if (place !== undefined) return { ...place, document, pointer, json };
    const definedAs = partName(pointer);
    const api = apiDescription(document, index.documents);
    const inner = api?.kind === 'asyncapi' ? multiFormatSchema(json) : undefined;
    if (inner !== undefined) return { ...at(document, pointerTo(pointer, 'schema'), inner), definedAs };
    const part = { resource: resourceOfPart(document, pointer, api), definedAs };
    const options = { file: document.file, documents: index.documents };
    for (const [inside, found] of scanPart(json, { pointer, ...part }, options).places) {
      parts.set(`${document.file}#${inside}`, found);
    }
    return { ...(parts.get(`${document.file}#${pointer}`) ?? part), document, pointer, json };
  }

  /** The resource around a part, with the dialect that an API description gives the part. */
  function resourceOfPart(document: IndexedDocument, pointer: string, api: ApiDescription | undefined): SchemaResource {
    const around = resourceAround(document, pointer);
    return api === undefined ? around : { ...around, dialect: dialectWithin(api, document, pointer, index.documents) };
  }

  function resolve(reference: string, from: FoundResource): Resolved {
    const { uri, fragment } = resolveUri(from.resource.uri, reference);
    const found = byUri(reference, uri, from) ?? byFile(reference, uri, from);
    if (found === undefined) return missingDocument(reference, uri, from, index);
    if ('ok' in found) return found;
    const { document } = found;
    // A document that is found by its file's name may have an `$id` too: that is what its anchors belong to.
    const resource = document.places.get(found.resource.pointer)?.resource ?? found.resource;
    const name = rootUnlessMember(percentDecoded(fragment), { document, resource });
    const anchor = name === undefined || name === '' || name.startsWith('/') ? undefined : name;
    const written = anchor === undefined ? resource.pointer + (name ?? fragment) : resource.anchors.get(anchor);
    const json = written === undefined ? undefined : jsonAt(document.json, written);
    if (written === undefined || json === undefined) return nothingAt(reference, { document, resource });
    return { ok: true, target: at(document, pointerTo('', ...pointerSteps(written)), json), anchor };
  }

  function candidates(reference: string, from: FoundResource): readonly string[] {
    const { uri } = resolveUri(from.resource.uri, reference);
    return byUri(reference, uri, from) === undefined ? filesFor(reference, uri, from).files : [];
  }

  function byUri(reference: string, uri: string, from: FoundResource): FoundResource | Unresolved | undefined {
    if (uri === from.resource.uri) return from;
    const own = from.document.resources.get(uri);
    if (own !== undefined) return { document: from.document, resource: own };
    const { documents } = index;
    const named =
      documents.named?.(reference.replace(/#.*/s, ''), from.document.file) ??
      documents.named?.(uri, from.document.file);
    if (named !== undefined) return whole(index.of(named));
    const withUri = index.withUri(uri);
    if (withUri.length > 0) return oneOf(withUri, uri, filesFor(reference, uri, from).files);
    const meta = metaSchemaIndex.get(metaSchemaUri(uri));
    return meta === undefined ? undefined : whole(meta);
  }

  function byFile(reference: string, uri: string, from: FoundResource): FoundResource | undefined {
    for (const file of filesFor(reference, uri, from).files) {
      const document = index.get(file);
      if (document !== undefined) return whole(document);
    }
    return undefined;
  }

  return { at, resolve, candidates };
}

/** What a part of a document is called: the last step of its pointer, or the message that a payload belongs to. */
function partName(pointer: string): string | undefined {
  const [last, before] = [...pointerSteps(pointer)].reverse();
  if (last !== 'payload') return last;
  return before === 'message' ? undefined : before;
}

const metaSchemaIndex = schemaIndex(metaSchemas, LENIENT);

/** The resource of the schema around a part of a document. */
export function resourceAround(document: IndexedDocument, pointer: string): SchemaResource {
  for (let around = pointer; ; around = around.slice(0, around.lastIndexOf('/'))) {
    const place = document.places.get(around);
    // A scan always finds the root.
    if (place !== undefined) return place.resource;
    if (around === '') throw new Error(`${document.file} was not scanned`);
  }
}

function whole(document: IndexedDocument): FoundResource {
  return { document, resource: resourceAround(document, '') };
}

/** A fragment; `/` is the root, as ajv and others read it, unless there is a member with an empty name. */
function rootUnlessMember(fragment: string | undefined, { document, resource }: FoundResource): string | undefined {
  return fragment === '/' && jsonAt(document.json, `${resource.pointer}/`) === undefined ? '' : fragment;
}

/** Of several documents with a URI, the one that the reference also resolves to by its path; copies are one. */
function oneOf(
  candidates: readonly FoundResource[],
  uri: string,
  files: readonly string[],
): FoundResource | Unresolved {
  const [first, ...others] = candidates;
  const near = candidates.find(({ document }) => files.includes(document.file));
  if (first === undefined || near !== undefined) return near ?? noDocument(uri, PUT_IN_PROJECT);
  const json = jsonAt(first.document.json, first.resource.pointer);
  const other = others.find(
    ({ document, resource }) => !isDeepStrictEqual(jsonAt(document.json, resource.pointer), json),
  );
  if (other === undefined) return first;
  return {
    ok: false,
    message: `${first.document.file} and ${other.document.file} both have the URI ${JSON.stringify(uri)}`,
    help: 'List only one of them in "include".',
  };
}
