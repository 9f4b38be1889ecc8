import type { Group } from './group-versions.js';

/** A value, and the key that goes with it. */
export interface Pair {
  readonly value: Group;
  readonly key: Group | undefined;
}

/** Puts the schemas of keys to those of values by the names of their files. */
export function pairKeys(groups: readonly Group[]): readonly Pair[] {
  const keys = groups.filter(({ part }) => part === 'key');
  const keyOf = (value: Group): Group | undefined => {
    const partners = keys.filter(({ base, folder }) => base === value.base && folder === value.folder);
    return partners.find(({ format }) => format === value.format) ?? partners[0];
  };
  const pairs = groups.filter(({ part }) => part !== 'key').map((value) => ({ value, key: keyOf(value) }));
  const paired = new Set(pairs.map(({ key }) => key));
  // A key without a value is a topic's value after all.
  const alone = keys.filter((key) => !paired.has(key));
  return [...pairs, ...alone.map((value) => ({ value: { ...value, base: `${value.base}-key` }, key: undefined }))];
}
