import { DEFAULT_JSON_SETTINGS, type JsonSettings } from './json-settings.js';
import { DEFAULT_VALUES, type ValueSettings } from '../runtime/resolution/value-shape.js';
import type { Framing, PartConfig, VersionConfig } from './config.js';
import type { RawPart } from './config-schema.js';
import { configPointer, type ConfigPath, type ConfigSource } from './config-source.js';
import { nearestName } from '../diagnostics/nearest-name.js';
import { percentDecoded } from '../paths/percent-decoded.js';
import { parseSchemaPath, schemaPath } from '../paths/schema-path.js';
import type { ProjectPath } from './project-path.js';
import { isOfSubjects, registryFraming, resolveSubjects } from './resolve-subjects.js';
import { parseSchemaId } from './schema-id.js';
import type { PartContext, SettingLayer } from './part-context.js';

/** The key or value of a topic with its settings applied; problems go to `context.report`. */
export function resolvePart(raw: RawPart | undefined, path: ConfigPath, context: PartContext): PartConfig {
  if (raw === undefined) return { kind: 'bytes', isDefault: true };
  if (raw === 'string') return { kind: 'string' };
  if (raw === 'none') return { kind: 'bytes' };
  const own: SettingLayer & Pick<Exclude<RawPart, string>, 'include' | 'sample'> = typeof raw === 'string' ? {} : raw;
  const layers: readonly SettingLayer[] = typeof raw === 'string' ? context.layers : [raw, ...context.layers];
  const usual = isOfSubjects(raw) ? registryFraming(context.source) : 'none';
  const framing = layers.find((layer) => layer.framing !== undefined)?.framing ?? usual;
  return {
    kind: 'schema',
    pointer: configPointer(context.source, path),
    ...(isOfSubjects(raw)
      ? { versions: [], from: resolveSubjects(raw, path, context) }
      : { versions: resolveVersions({ raw, path, framing, context }) }),
    include: [...context.include, ...resolvePatterns(own.include, [...path, 'include'], context)],
    framing,
    jsonDecimals: layers.find((layer) => layer.jsonDecimals !== undefined)?.jsonDecimals,
    values: resolveValues(layers),
    fields: context.fields,
    json: resolveJson(layers),
    sample: own.sample === undefined ? undefined : resolveSample(own.sample, [...path, 'sample'], context),
  };
}

function resolveSample(
  text: string,
  path: ConfigPath,
  { source, paths, report }: PartContext,
): { readonly file: string; readonly pointer: string } {
  const checked = paths.check(text);
  if (!checked.ok) report({ ...problemOf(checked), path, part: 'value' });
  return { file: checked.ok ? checked.path : text, pointer: configPointer(source, path) };
}

/** Glob patterns that stay in the project; one that does not is reported. */
export function resolvePatterns(
  patterns: readonly string[] | undefined,
  path: ConfigPath,
  { paths, report }: Pick<PartContext, 'paths' | 'report'>,
): readonly string[] {
  return (patterns ?? []).map((pattern, index) => {
    const result = paths.checkPattern(pattern);
    if (!result.ok) report({ ...problemOf(result), path: [...path, index], part: 'value' });
    return pattern;
  });
}

function problemOf({ code, message, help }: Extract<ProjectPath, { readonly ok: false }>) {
  return { code, message, ...(help === undefined ? {} : { help }) };
}

/** Each setting from the nearest layer that gives it. */
function resolveValues(layers: readonly SettingLayer[]): ValueSettings {
  return layers.reduceRight<ValueSettings>((base, layer) => {
    const { long = base.long, bytes = base.bytes, date = base.date } = layer;
    const { timestampMillis = base.timestampMillis, timestampMicros = base.timestampMicros } = layer;
    const { timestampNanos = base.timestampNanos } = layer;
    return { long, bytes, date, timestampMillis, timestampMicros, timestampNanos };
  }, DEFAULT_VALUES);
}

function resolveJson(layers: readonly SettingLayer[]): JsonSettings {
  return layers.reduceRight<JsonSettings>((base, layer) => {
    const { dateTime = base.dateTime, int64 = base.int64, formats = base.formats, errors = base.errors } = layer;
    const { indexSignatures = base.indexSignatures, impliedTypes = base.impliedTypes } = layer;
    const { jsonParser = base.jsonParser } = layer;
    return { dateTime, int64, formats, errors, indexSignatures, impliedTypes, jsonParser };
  }, DEFAULT_JSON_SETTINGS);
}

interface VersionsToResolve {
  readonly raw: string | Extract<RawPart, { file: unknown } | { versions: unknown }>;
  readonly path: ConfigPath;
  readonly framing: Framing;
  readonly context: PartContext;
}

function resolveVersions({ raw, path, framing, context }: VersionsToResolve): readonly VersionConfig[] {
  if (typeof raw === 'string') return [resolveVersion({ id: null, file: raw, path }, context)];
  if ('file' in raw) return [resolveVersion({ id: null, file: raw.file, path: [...path, 'file'] }, context)];
  const versionsPath = [...path, 'versions'];
  const written = writtenVersions(raw.versions, versionsPath, context.source);
  if (written.length === 0) {
    const message = 'at least one version is needed';
    context.report({ path: versionsPath, part: 'value', code: 'config-invalid', message });
  }
  const seen = new Set<string>();
  return written.map(({ text, idPath, file, path: filePath, part }) => {
    const parsed = parseSchemaId(text, framing);
    const id = parsed.ok ? parsed.id : text;
    const at = { path: idPath, part, code: 'config-invalid' } as const;
    if (!parsed.ok) {
      context.report({
        ...at,
        message: `with framing "${framing}", expected ${parsed.expected} as the id, found ${JSON.stringify(text)}`,
      });
    } else if (seen.has(id)) {
      context.report({ ...at, message: `duplicate id ${id}` });
    }
    seen.add(id);
    return resolveVersion({ id, file, path: filePath }, context);
  });
}

interface WrittenVersion {
  readonly text: string;
  readonly idPath: ConfigPath;
  readonly part: 'key' | 'value';
  readonly file: string;
  readonly path: ConfigPath;
}

type RawVersions = Extract<RawPart, { versions: unknown }>['versions'];

function writtenVersions(versions: RawVersions, path: ConfigPath, source: ConfigSource): readonly WrittenVersion[] {
  if (Array.isArray(versions)) {
    return versions.map(({ id, file }, index) => ({
      text: String(id),
      idPath: [...path, index, 'id'],
      part: 'value',
      file,
      path: [...path, index, 'file'],
    }));
  }
  return source.keys(path).map((id) => ({
    text: id,
    idPath: [...path, id],
    part: 'key',
    // The keys are those of the object that was parsed into `versions`.
    file: versions[id] ?? '',
    path: [...path, id],
  }));
}

interface VersionToResolve {
  readonly id: string | null;
  readonly file: string;
  readonly path: ConfigPath;
}

/** Plain words that someone may write where "string", "none" or a file belongs. */
const words: Readonly<Record<string, string>> = {
  bytes: 'none',
  raw: 'none',
  binary: 'none',
  text: 'string',
  utf8: 'string',
};

function resolveVersion({ id, file, path }: VersionToResolve, { source, paths, report }: PartContext): VersionConfig {
  const word =
    /^[A-Za-z0-9-]*$/.test(file) && id === null
      ? (words[file.toLowerCase()] ?? nearestName(file, ['string', 'none']))
      : undefined;
  if (word !== undefined) {
    const message = `expected a schema file, "string" or "none", found ${JSON.stringify(file)}, did you mean "${word}"?`;
    report({ path, part: 'value', code: 'config-invalid', message });
  }
  const named = parseSchemaPath(file);
  const checked = paths.check(named.file);
  if (!checked.ok) report({ ...problemOf(checked), path, part: 'value' });
  const inProject = checked.ok
    ? schemaPath({ file: checked.path, pointer: percentDecoded(named.pointer) ?? named.pointer })
    : file;
  return { id, file: inProject, pointer: configPointer(source, path) };
}
