import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Framing, PartConfig } from '../config/config.js';
import type { SchemaState } from './schema-state.js';
import type { PartDiff, TopicDiff, VersionToKeep } from './topic-diff.js';

/** The framings with which a record shows the schema that it was written with. */
const WITH_IDS: ReadonlySet<Framing> = new Set([
  'confluent',
  'confluent-guid',
  'glue',
  'lambda',
  'single-object',
  'auto',
]);

/** The version to keep of a key or value whose schema file was edited in place; undefined where no id would distinguish the two. */
function versionToKeep(
  { before, after, comparison }: Pick<PartDiff, 'before' | 'after' | 'comparison'>,
  { config, root }: { readonly config: PartConfig; readonly root: string },
): VersionToKeep | undefined {
  if (config.kind !== 'schema' || config.from !== undefined || !WITH_IDS.has(config.framing)) return undefined;
  if (before === null || before.file !== after?.file || before.id !== after.id || after.file.includes('#'))
    return undefined;
  if (comparison.effect === 'safe') return undefined;
  const isFree = (file: string): boolean => !existsSync(join(root, file));
  // A fingerprint identifies the schema; the label is for people.
  const labels = config.framing === 'single-object' && after.id === null ? (['1', '2'] as const) : undefined;
  return {
    file: after.file,
    olderFile: freeName(after.file, after.id, isFree),
    olderId: labels?.[0] ?? before.id,
    newerId: labels?.[1] ?? null,
    others: config.versions.slice(0, -1).flatMap(({ id, file }) => (id === null ? [] : [{ id, file }])),
  };
}

/** `schemas/orders.v1.avsc` for `schemas/orders.avsc`, with the id where it is known and the first number that is free. */
function freeName(file: string, id: string | null, isFree: (file: string) => boolean): string {
  const [, stem = '', end = ''] = /^(.*?)((?:\.schema)?\.[^.]*)$/.exec(posix.basename(file)) ?? ['', file, ''];
  const base = stem.replace(/\.v\d+$/, '');
  const named = (label: string): string => posix.join(posix.dirname(file), `${base}.${label}${end}`);
  if (id !== null && /^[\w-]+$/.test(id) && isFree(named(id))) return named(id);
  let number = 1;
  while (!isFree(named(`v${number}`))) number++;
  return named(`v${number}`);
}

/** The setting that lists all versions: by id where that keeps their order, as JavaScript moves integer keys to the front. */
export function versionsSetting({ file, olderFile, olderId, newerId, others }: VersionToKeep): VersionsSetting {
  const all = [
    ...others,
    { id: olderId ?? '<id of the older schema>', file: olderFile },
    { id: newerId ?? '<id of the newer schema>', file },
  ];
  const byId = Object.fromEntries(all.map((version) => [version.id, version.file]));
  return Object.keys(byId).every((id, index) => id === all[index]?.id) ? byId : all;
}

type VersionsSetting = Readonly<Record<string, string>> | readonly { readonly id: string; readonly file: string }[];

/** The topics with the older versions that the config of the working tree should go on listing. */
export function withVersionsToKeep(
  topics: readonly TopicDiff[],
  state: SchemaState,
  root: string,
): readonly TopicDiff[] {
  return topics.map((topic) => ({
    ...topic,
    parts: topic.parts.map((part) => {
      const config = state.topics.get(topic.topic)?.[part.part].config;
      const keep = config === undefined ? undefined : versionToKeep(part, { config, root });
      return keep === undefined ? part : { ...part, keep };
    }),
  }));
}
