import { dialectOf, type Dialect } from './dialect.js';
import type { JsonDocuments } from './json-documents.js';
import { isJsonObject, memberOf, type JsonObject } from '../schema/json-pointer.js';
import { pointerTo } from '../../paths/json-pointer.js';
import { KEYWORDS } from './keywords.js';
import { resolveUri } from './uri.js';

/** A schema that has a URI of its own: the root of a document, or an embedded one with an `$id`. */
export interface SchemaResource {
  /** Absolute, without fragment. */
  readonly uri: string;
  readonly file: string;
  readonly pointer: string;
  readonly dialect: Dialect;
  /** JSON pointers into the file by the names of `$anchor`, `$dynamicAnchor` and, up to draft 7, an `$id` that is a fragment. */
  readonly anchors: ReadonlyMap<string, string>;
  /** Those of `$dynamicAnchor`; a `$recursiveAnchor` is one without a name. */
  readonly dynamicAnchors: ReadonlyMap<string, string>;
}

/** A schema's place, before it is read. */
export interface ScannedPlace {
  readonly resource: SchemaResource;
  /** Its key in `definitions` or `$defs`. */
  readonly definedAs: string | undefined;
}

/** The schemas of a document, or of a part of it, by JSON pointer; and the resources among them by URI, the first of each. */
export interface ScannedSchemas {
  readonly places: ReadonlyMap<string, ScannedPlace>;
  readonly resources: ReadonlyMap<string, SchemaResource>;
}

interface ScanOptions {
  readonly file: string;
  readonly documents: JsonDocuments;
}

/** Finds the schemas of a whole document. */
export function scanDocument(json: unknown, dialect: Dialect, options: ScanOptions): ScannedSchemas {
  const scanner = makeScanner(options);
  const root = scanner.addResource(fileUri(options.file), '', dialect);
  scanner.schema(json, { pointer: '', resource: root, definedAs: undefined });
  const iglu = igluUri(json);
  if (iglu !== undefined) scanner.resources.set(iglu, scanner.places.get('')?.resource ?? root);
  return scanner;
}

/** The URI of a self-describing document of Iglu, Snowplow's registry: `iglu:com.acme/order/jsonschema/1-0-0`. */
function igluUri(json: unknown): string | undefined {
  const self = memberOf(json, 'self');
  const parts = ['vendor', 'name', 'format', 'version'].map((member) => memberOf(self, member));
  return parts.every((part) => typeof part === 'string') ? `iglu:${parts.join('/')}` : undefined;
}

/** Finds the schemas of a part of a document that stands where no keyword holds a schema. Anchors in it do not count. */
export function scanPart(json: unknown, place: PlaceToScan, options: ScanOptions): ScannedSchemas {
  const scanner = makeScanner(options);
  scanner.schema(json, place);
  return scanner;
}

/** The URI of a document that gives itself none. */
export function fileUri(file: string): string {
  return FILE_SCHEME + file.split('/').map(encodeURIComponent).join('/');
}

/** No scheme that anyone uses, so that nothing but a project's own files is found under it. */
export const FILE_SCHEME = 'project-file:///';

interface PlaceToScan extends ScannedPlace {
  readonly pointer: string;
}

/** The anchors of a resource while it is scanned. */
interface Anchors {
  readonly anchors: Map<string, string>;
  readonly dynamicAnchors: Map<string, string>;
}

function makeScanner(options: ScanOptions) {
  const places = new Map<string, ScannedPlace>();
  const resources = new Map<string, SchemaResource>();
  const anchorsOf = new Map<SchemaResource, Anchors>();

  function addResource(uri: string, pointer: string, dialect: Dialect): SchemaResource {
    const anchors: Anchors = { anchors: new Map(), dynamicAnchors: new Map() };
    const resource = { uri, file: options.file, pointer, dialect, ...anchors };
    if (!resources.has(uri)) resources.set(uri, resource);
    anchorsOf.set(resource, anchors);
    return resource;
  }

  function schema(json: unknown, { pointer, resource: around, definedAs }: PlaceToScan): void {
    const resource = isJsonObject(json) ? enter(json, pointer, around) : around;
    places.set(pointer, { resource, definedAs });
    if (!isJsonObject(json)) return;
    for (const [name, value] of Object.entries(json)) {
      const holds = resource.dialect.has(name) ? KEYWORDS.get(name)?.holds : undefined;
      if (holds === undefined) continue;
      const at = pointerTo(pointer, name);
      if (Array.isArray(value)) {
        if (holds === 'list' || holds === 'schema-or-list') children(Object.entries(value), at, resource);
      } else if (holds === 'map') {
        if (!isJsonObject(value)) continue;
        children(Object.entries(value), at, resource, name === 'definitions' || name === '$defs');
      } else if (holds !== 'list') {
        schema(value, { pointer: at, resource, definedAs: undefined });
      }
    }
  }

  function children(
    children: readonly [string, unknown][],
    at: string,
    resource: SchemaResource,
    defined = false,
  ): void {
    for (const [name, child] of children) {
      schema(child, { pointer: pointerTo(at, name), resource, definedAs: defined ? name : undefined });
    }
  }

  /** The resource that a schema belongs to: a new one where it has an `$id`. Notes the anchors that it sets. */
  function enter(json: JsonObject, pointer: string, around: SchemaResource): SchemaResource {
    const { documents, file } = options;
    const embedded = pointer === '' ? undefined : dialectOf(json, file, documents);
    const dialect = embedded ?? around.dialect;
    if (dialect.refStandsAlone && typeof memberOf(json, '$ref') === 'string') return around;
    const id = idOf(json, pointer, dialect);
    const { uri, fragment } = typeof id === 'string' ? resolveUri(around.uri, id) : { uri: around.uri, fragment: '' };
    // An `$id` that is a fragment alone names a place in the resource around it.
    const named = typeof id === 'string' && !id.startsWith('#');
    const resource = named ? addResource(uri, pointer, dialect) : around;
    const anchors = anchorsOf.get(resource);
    if (anchors === undefined) return resource;
    if (fragment !== '') note(anchors.anchors, fragment, pointer);
    const { $anchor, $dynamicAnchor, $recursiveAnchor } = json;
    if (typeof $anchor === 'string' && dialect.has('$anchor')) note(anchors.anchors, $anchor, pointer);
    if (typeof $dynamicAnchor === 'string' && dialect.has('$dynamicAnchor')) {
      note(anchors.anchors, $dynamicAnchor, pointer);
      note(anchors.dynamicAnchors, $dynamicAnchor, pointer);
    }
    if ($recursiveAnchor === true && dialect.has('$recursiveAnchor') && pointer === resource.pointer) {
      note(anchors.dynamicAnchors, '', pointer);
    }
    return resource;
  }

  return { places, resources, addResource, schema };
}

/** The URI that a schema gives itself. Where no draft is named, the root may spell it as draft 4 does. */
export function idOf(json: JsonObject, pointer: string, dialect: Dialect): unknown {
  const id = memberOf(json, dialect.idKeyword);
  return id === undefined && dialect.lenient && pointer === '' ? memberOf(json, 'id') : id;
}

/** The first one counts. */
function note(anchors: Map<string, string>, name: string, pointer: string): void {
  if (!anchors.has(name)) anchors.set(name, pointer);
}
