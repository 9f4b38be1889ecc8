import { documentDialect } from './api-description.js';
import { LENIENT } from './dialect.js';
import { entering, NO_ENVIRONMENT, type Environment } from './environment.js';
import { inPlaceCycles } from '../schema/in-place-cycles.js';
import type { JsonDocuments } from './json-documents.js';
import { isJsonObject, jsonAt, memberOf } from '../schema/json-pointer.js';
import { pointerTo } from '../../paths/json-pointer.js';
import { parseSchemaPath } from '../../paths/schema-path.js';
import { type JsonSchema, type SchemaFault, SchemaNode, type SchemaRemark } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { describe, KeywordReader, type Report } from './keyword-reader.js';
import { overlappingAlternatives, type SourcedSchema } from './overlapping-alternatives.js';
import { readAnnotations } from './read-annotations.js';
import { readApplicators, type Child } from './read-applicators.js';
import { readAssertions } from './read-assertions.js';
import { referenceResolver, type ReferenceResolver, type SchemaSource } from './resolve-reference.js';
import { indexOf, type IndexedDocument, type SchemaIndex } from './schema-index.js';
import { refSiblings, unknownKeywords } from './unknown-keywords.js';

export interface BuiltSchema {
  /** Undefined when there are faults. */
  readonly schema: JsonSchema | undefined;
  readonly faults: readonly SchemaFault[];
  /** What is ignored, but may have meant something. */
  readonly remarks: readonly SchemaRemark[];
  /** The files of the project that the schema reaches, itself first. */
  readonly files: readonly string[];
}

/** How many schemas one may be made of: a bound for hostile ones. */
const MAX_SCHEMAS = 100_000;

const SUPPORTED =
  'Supported are JSON Schema, OpenAPI 2 and 3, and AsyncAPI 2 and 3; save an Avro schema as a file of its own.';

/**
 * Reads a JSON Schema, a complete file or the part of it that a path such as `api.yaml#/components/schemas/Order` names,
 * with everything it refers to, into a graph. Faults are collected, not thrown. A document without `$schema` that it
 * refers to is read by its own draft.
 */
export function buildJsonSchema(
  path: string,
  documents: JsonDocuments,
  settings: Pick<JsonSettings, 'impliedTypes'>,
): BuiltSchema {
  const { file, pointer } = parseSchemaPath(path);
  const document = documents.get(file);
  if (document === undefined) {
    const faults = [{ place: { file, pointer: '' }, message: 'the file was not read' }];
    return { schema: undefined, faults, remarks: [], files: [] };
  }
  const dialect = documentDialect(document, documents) ?? LENIENT;
  const index = indexOf(documents, dialect);
  const graph: OpenGraph = {
    index,
    resolver: referenceResolver(index),
    settings,
    schemas: new Map(),
    open: [],
    reported: new Set(),
    faults: [],
    remarks: [],
    files: new Set(),
  };
  const schema = buildGraph(graph, file, pointer);
  const { faults, remarks, files } = graph;
  return { schema: faults.length === 0 ? schema : undefined, faults, remarks, files: [...files] };
}

/** A schema that is to be filled in: others refer to it already. */
interface OpenSchema extends SourcedSchema {
  readonly schema: SchemaNode;
  readonly environment: Environment;
}

/** The graph as far as it is read. */
interface OpenGraph {
  readonly faults: SchemaFault[];
  readonly remarks: SchemaRemark[];
  readonly files: Set<string>;
  readonly index: SchemaIndex;
  readonly resolver: ReferenceResolver;
  readonly settings: Pick<JsonSettings, 'impliedTypes'>;
  /** By document, and by JSON pointer and environment. */
  readonly schemas: Map<IndexedDocument, Map<string, JsonSchema>>;
  /** All, in the order in which they are met and filled: references may lead deeper than the stack. */
  readonly open: OpenSchema[];
  /** The same place in two environments has the same faults. */
  readonly reported: Set<string>;
}

function buildGraph(graph: OpenGraph, file: string, pointer: string): JsonSchema | undefined {
  const document = graph.index.get(file);
  if (document === undefined) return undefined;
  const json = jsonAt(document.json, pointer);
  const root = schemaAt(graph, graph.resolver.at(document, pointer, json), NO_ENVIRONMENT);
  // Filling one opens others.
  for (const next of graph.open) {
    if (graph.open.length > MAX_SCHEMAS) {
      graph.faults.push({ place: root.place, message: `more than ${MAX_SCHEMAS} schemas` });
      return undefined;
    }
    fill(graph, next);
  }
  if (graph.faults.length === 0) checkCycles(graph, root);
  graph.remarks.push(...overlappingAlternatives(graph.open));
  return root;
}

/** The schema of a place, in the environment that leads there. */
function schemaAt(graph: OpenGraph, source: SchemaSource, around: Environment): JsonSchema {
  const { document, pointer, resource, definedAs } = source;
  const environment = entering(around, { document, resource });
  const inEnvironment = environment.key === '' ? pointer : `${pointer} in ${environment.key}`;
  const known = graph.schemas.get(document)?.get(inEnvironment);
  if (known !== undefined) return known;
  if (graph.index.documents.get(document.file) !== undefined) graph.files.add(document.file);
  if (resource.dialect.file !== undefined) graph.files.add(resource.dialect.file);
  const place = { file: document.file, pointer };
  const key = `${document.file}#${inEnvironment}`;
  const schema = new SchemaNode({ key, place, draft: resource.dialect.draft, definedAs });
  const schemas = graph.schemas.get(document) ?? new Map<string, JsonSchema>();
  if (schemas.size === 0) graph.schemas.set(document, schemas);
  schemas.set(inEnvironment, schema);
  graph.open.push({ schema, source, environment });
  return schema;
}

function fill(graph: OpenGraph, { schema, source, environment }: OpenSchema): void {
  const { json, pointer, resource } = source;
  const fault = reporter(graph, source, (found) => graph.faults.push(found));
  const { unreadable } = resource.dialect;
  if (unreadable !== undefined) {
    fault(pointer, `the format of the schema is not supported: ${unreadable}`, SUPPORTED);
    return;
  }
  if (typeof json === 'boolean') {
    schema.never = !json;
    return;
  }
  if (!isJsonObject(json)) {
    fault(pointer, `a schema must be an object, true or false, found ${describe(json)}`);
    return;
  }
  const remarker = (code: SchemaRemark['code']): Report =>
    reporter(graph, source, (found) => graph.remarks.push({ code, ...found }));
  const remark = remarker('schema-ignored');
  const reader = new KeywordReader(json, { pointer, dialect: resource.dialect, fault });
  checkCore(reader);
  Object.assign(schema, readAnnotations(reader, remark), {
    refs: referencedSchemas(graph, reader, source, environment),
  });
  // The keywords next to it are ignored.
  if (resource.dialect.refStandsAlone && Object.hasOwn(json, '$ref')) {
    refSiblings(reader, remarker('ref-sibling-ignored'));
    return;
  }
  const child: Child = (keyword, step) => {
    const value = memberOf(json, keyword);
    const [at, inner] =
      step === undefined
        ? [pointerTo(pointer, keyword), value]
        : [pointerTo(pointer, keyword, step), memberOf(value, String(step))];
    return schemaAt(graph, graph.resolver.at(source.document, at, inner), environment);
  };
  Object.assign(schema, readAssertions(reader, graph.settings.impliedTypes), readApplicators(reader, child), {
    spelled: reader.spelled,
  });
  unknownKeywords(reader, remark);
}

function referencedSchemas(
  graph: OpenGraph,
  reader: KeywordReader,
  source: SchemaSource,
  environment: Environment,
): readonly JsonSchema[] {
  return ['$ref', '$recursiveRef', '$dynamicRef'].flatMap((keyword) => {
    const reference = reader.text(keyword);
    if (reference === undefined) return [];
    const resolved = graph.resolver.resolve(reference, source);
    if (!resolved.ok) {
      reader.wrong(keyword, resolved.message, resolved.help);
      return [];
    }
    const { target, anchor } = resolved;
    if (keyword === '$ref') return [schemaAt(graph, target, environment)];
    return [
      schemaAt(graph, outermost(graph, target, keyword === '$dynamicRef' ? anchor : '', environment), environment),
    ];
  });
}

/** What a dynamic reference leads to, that leads to `target` where it stands: the same anchor in the outermost resource that sets it. */
function outermost(
  graph: OpenGraph,
  target: SchemaSource,
  anchor: string | undefined,
  environment: Environment,
): SchemaSource {
  if (anchor === undefined || target.resource.dynamicAnchors.get(anchor) !== target.pointer) return target;
  const outermost = environment.outermost.get(anchor);
  const pointer = outermost?.resource.dynamicAnchors.get(anchor);
  if (outermost === undefined || pointer === undefined) return target;
  return graph.resolver.at(outermost.document, pointer, jsonAt(outermost.document.json, pointer));
}

function checkCycles(graph: OpenGraph, root: JsonSchema): void {
  for (const { place } of inPlaceCycles(root)) {
    graph.faults.push({
      place,
      message: 'the schema refers to itself for the same value',
      help: 'Move the reference into a property or an item, or remove it.',
    });
  }
}

/** Reports what is found in a schema, each place and message once. */
function reporter(
  graph: OpenGraph,
  { document: { file } }: SchemaSource,
  report: (found: SchemaFault) => void,
): Report {
  return (pointer, message, help) => {
    const key = [file, pointer, message].join('\0');
    if (graph.reported.has(key)) return;
    graph.reported.add(key);
    report({ place: { file, pointer }, message, ...(help === undefined ? {} : { help }) });
  };
}

/** Keywords that are read elsewhere, and there without a word where they are wrong. */
function checkCore(reader: KeywordReader): void {
  for (const keyword of ['$anchor', '$dynamicAnchor']) reader.text(keyword);
  for (const keyword of ['$defs', 'definitions']) reader.object(keyword);
  reader.flag('$recursiveAnchor');
}
