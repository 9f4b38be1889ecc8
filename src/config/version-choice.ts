/** Which versions of a subject are wanted. */
export type VersionChoice =
  | { readonly kind: 'all' }
  | { readonly kind: 'latest' }
  | { readonly kind: 'list'; readonly numbers: readonly number[] }
  /** Both ends belong to it; without an end it is open. */
  | { readonly kind: 'range'; readonly from: number; readonly to: number };

/** Reads `"latest"`, `"all"`, `3`, `[1, 3]`, `"2-5"` or `"2-"`; undefined for anything else. */
export function parseVersionChoice(written: string | number | readonly number[]): VersionChoice | undefined {
  if (typeof written === 'number') return parseList([written]);
  if (typeof written !== 'string') return parseList(written);
  if (written === 'all' || written === 'latest') return { kind: written };
  if (isVersion(Number(written)) && /^\d+$/.test(written)) return parseList([Number(written)]);
  const [, from, to] = /^(\d+)-(\d*)$/.exec(written) ?? [];
  if (from === undefined) return undefined;
  const range = { kind: 'range', from: Number(from), to: to === '' ? Infinity : Number(to) } as const;
  return isVersion(range.from) && range.from <= range.to ? range : undefined;
}

function parseList(numbers: readonly number[]): VersionChoice | undefined {
  if (numbers.length === 0 || !numbers.every(isVersion)) return undefined;
  return { kind: 'list', numbers: [...new Set(numbers)].sort((a, b) => a - b) };
}

function isVersion(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number < 2 ** 31;
}

/** The versions that are chosen of those that there are, and the numbers that were asked for and are not there. */
interface ChosenVersions<Version> {
  /** Oldest first. */
  readonly versions: readonly Version[];
  readonly missing: readonly number[];
}

/** Chooses among the versions of a subject, given oldest first. */
export function chooseVersions<Version extends { readonly version: number }>(
  all: readonly Version[],
  choice: VersionChoice,
): ChosenVersions<Version> {
  switch (choice.kind) {
    case 'all':
      return { versions: all, missing: [] };
    case 'latest':
      return { versions: all.slice(-1), missing: [] };
    case 'list':
      return {
        versions: all.filter(({ version }) => choice.numbers.includes(version)),
        missing: choice.numbers.filter((number) => !all.some(({ version }) => version === number)),
      };
    case 'range': {
      const versions = all.filter(({ version }) => version >= choice.from && version <= choice.to);
      return { versions, missing: versions.length === 0 ? [choice.from] : [] };
    }
  }
}
