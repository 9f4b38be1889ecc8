import type { Compatibility } from '../compat/comparison.js';
import { compatibilityOf, type NamedVersion } from '../compat/compatibility-of.js';
import type { PartModel } from '../model/topic-model.js';
import type { StatePart } from './schema-state.js';
import { diffVersion } from './version-name.js';

/**
 * What a registry would say of the versions of a part; undefined where there are fewer than two, where records of several
 * subjects share the topic, and where one of the versions cannot be read.
 */
export function versionSeries(was: StatePart, is: StatePart, stateName: string): Compatibility | undefined {
  if (is.config.kind !== 'schema' || is.config.union !== undefined) return undefined;
  const { config } = is;
  const versions = config.versions.map((version) => ({
    name: diffVersion(config, version).name,
    model: is.versionModel(version),
  }));
  const replaced = replacedReader(was, is, stateName);
  const series = [...versions.slice(0, -1), ...(replaced === undefined ? [] : [replaced]), ...versions.slice(-1)];
  const named = series.flatMap(({ name, model }): NamedVersion[] => (model.ok ? asNamed(name, model.value) : []));
  return named.length < 2 || named.length < series.length ? undefined : compatibilityOf(named);
}

/** The schema that was read with, where it is not among the versions: a file whose text is another one now. */
function replacedReader(
  was: StatePart,
  is: StatePart,
  stateName: string,
): { readonly name: string; readonly model: ReturnType<StatePart['versionModel']> } | undefined {
  if (was.config.kind !== 'schema' || is.config.kind !== 'schema' || was.config.union !== undefined) return undefined;
  const reader = was.config.versions.at(-1);
  if (reader === undefined) return undefined;
  const text = was.schemaText(reader);
  if (is.config.versions.some((version) => is.schemaText(version) === text)) return undefined;
  return { name: `${diffVersion(was.config, reader).name} at ${stateName}`, model: was.versionModel(reader) };
}

function asNamed(name: string, model: PartModel): NamedVersion[] {
  switch (model.kind) {
    case 'avro':
      return [{ name, schema: { kind: 'avro', type: model.reader.type } }];
    case 'json':
      return [{ name, schema: { kind: 'json', schema: model.reader.schema, settings: model.settings } }];
    case 'string':
    case 'bytes':
      return [];
  }
}
