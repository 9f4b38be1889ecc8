import type { Config, PartConfig } from '../config/config.js';
import { catchStackOverflow, tooDeep } from '../diagnostics/catch-stack-overflow.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { avroPart, avroParts, reportReaderFaults } from './avro-part.js';
import { jsonPart, jsonParts } from './json-part.js';
import type { ReadSchemas, Report, SchemaPartConfig } from './read-schema.js';
import type { AvroPart, JsonPart, PartModel } from './topic-model.js';

/** What keys and values are made of, next to their own settings. */
export interface PartSources {
  readonly schemas: ReadSchemas;
  readonly config: Pick<Config, 'file' | 'consumerRegistry'>;
}

/**
 * Makes the model of a key or value: parses its schemas and resolves each writer's version to the reader's. `label` is
 * what messages call it: `value of "orders"`.
 */
export function buildPart(part: PartConfig, label: string, sources: PartSources): Result<PartModel> {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => void diagnostics.push({ severity: 'error', ...diagnostic });
  const builder = partBuilder(sources, report);
  const value = builder.part(part, label);
  builder.finish();
  const problems = diagnostics.filter(({ severity }) => severity === 'error');
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value, warnings: diagnostics };
}

/** Builds many parts: a schema that several use is parsed, and its faults are reported, once. */
interface PartBuilder {
  readonly part: (part: PartConfig, label: string) => PartModel;
  /** Reports what can only be said once every part is known. */
  readonly finish: () => void;
}

export function partBuilder({ schemas, config }: PartSources, report: Report): PartBuilder {
  const avro = avroParts({ schemas, report, configFile: config.file });
  const json = jsonParts(schemas, report);
  const reportAt = (pointer: string, message: string, help?: string): void => {
    const location = { file: config.file, pointer };
    report({ code: 'config-invalid', message, location, ...(help === undefined ? {} : { help }) });
  };

  const checkedJsonPart = (part: SchemaPartConfig): JsonPart | undefined => {
    if (part.framing !== 'single-object') return jsonPart(json, part, part.framing);
    reportAt(part.pointer, '"single-object" is an Avro framing', OTHER_FRAMING);
    return undefined;
  };

  const checkedAvroPart = (part: SchemaPartConfig, label: string): AvroPart | undefined => {
    if (part.framing === 'auto') {
      reportAt(
        part.pointer,
        '"auto" is for JSON: a bare Avro datum may begin with the same bytes as a frame',
        OTHER_FRAMING,
      );
      return undefined;
    }
    if (part.sample !== undefined) {
      const message = '"sample" is for JSON Schema: Avro schemas always get a generated sample';
      reportAt(part.sample.pointer, message);
    }
    const model = avroPart(avro, part, { label, framing: part.framing, registry: registryOf(part, config) });
    if (model !== undefined && part.framing === 'none' && model.versions.length > 1) {
      report({
        code: 'versions-without-framing',
        severity: 'warning',
        message: `the ${label} has ${model.versions.length} versions, but framing "none" does not identify the version: all records are read with ${model.reader.file}`,
        location: { file: config.file, pointer: part.pointer },
        help: 'Set the framing your producers use, or list only the newest version.',
      });
    }
    return model;
  };

  /** Raw bytes stand for a part that cannot be built: the reasons are reported, and nothing is emitted. */
  const schemaPart = (part: SchemaPartConfig, label: string): PartModel => {
    const formats = new Set(part.versions.flatMap(({ file }) => schemas.get(file)?.format ?? []));
    if (formats.size > 1) {
      const help = 'Use one kind of schema for all versions.';
      reportAt(part.pointer, `the ${label} mixes Avro and JSON Schema versions`, help);
      return BYTES;
    }
    return (formats.has('json-schema') ? checkedJsonPart(part) : checkedAvroPart(part, label)) ?? BYTES;
  };

  const boundedPart = (part: PartConfig, label: string): PartModel => {
    if (part.kind !== 'schema') return part;
    if (schemas.isIncomplete?.(part) === true) return BYTES;
    const built = catchStackOverflow(() => schemaPart(part, label));
    if (built.ok) return built.value;
    report(tooDeep(part.versions.at(-1)?.file ?? ''));
    return BYTES;
  };

  return { part: boundedPart, finish: () => reportReaderFaults(avro) };
}

const BYTES = { kind: 'bytes' } as const;

const OTHER_FRAMING = 'Set the framing your producers use';

/**
 * Where the writer's schema of a record can be fetched: its frame has an id of the config's registry. With one
 * version whose id is not named, every record is read with that.
 */
function registryOf(
  { framing, versions }: SchemaPartConfig,
  { consumerRegistry }: PartSources['config'],
): AvroPart['registry'] {
  if (consumerRegistry === undefined || versions.every(({ id }) => id === null)) return undefined;
  switch (framing) {
    case 'lambda':
      return consumerRegistry;
    case 'confluent':
    case 'confluent-guid':
      return consumerRegistry.type === 'confluent' ? consumerRegistry : undefined;
    case 'glue':
      return consumerRegistry.type === 'glue' ? consumerRegistry : undefined;
    case 'none':
    case 'lambda-json':
    case 'single-object':
    case 'auto':
      return undefined;
  }
}
