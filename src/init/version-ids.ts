import type { Framing } from '../config/config.js';
import type { ProposedPart } from './group-versions.js';

/** What the config can say of the ids of a schema's versions. */
type VersionIds =
  /** They are but labels. */
  | { readonly kind: 'labels'; readonly ids: readonly string[] }
  /** The numbers in the names of the files, which may be those that the registry gave. */
  | { readonly kind: 'guessed'; readonly ids: readonly string[] }
  /** None are known, so that the newest version stands alone; `reason` is undefined where it reads the records of all. */
  | { readonly kind: 'newest'; readonly reason: string | undefined };

/** What a schema with one of the framings that its format can have says of its versions, in their order. */
export function versionIds(part: ProposedPart, framing: Framing): VersionIds {
  const { format, versions } = part;
  if (framing === 'single-object' || (framing === 'none' && format === 'json-schema'))
    return { kind: 'labels', ids: versions.map(({ version }) => version?.text ?? 'latest') };
  if (format === 'json-schema') return { kind: 'newest', reason: undefined };
  switch (framing) {
    case 'none':
      return { kind: 'newest', reason: 'bytes with framing "none" do not contain their version' };
    case 'glue':
    case 'confluent-guid':
      return { kind: 'newest', reason: `the ids of framing "${framing}" are UUIDs` };
    case 'lambda-json':
    case 'auto':
      return { kind: 'newest', reason: undefined };
    case 'confluent':
    case 'lambda': {
      const ids = wholeNumbers(part);
      const reason = `the ids of framing "${framing}" are whole numbers, which the file names do not contain`;
      return ids === undefined ? { kind: 'newest', reason } : { kind: 'guessed', ids };
    }
  }
}

/** A file without a number comes after those that have one. */
function wholeNumbers({ versions }: ProposedPart): readonly string[] | undefined {
  const given = versions.flatMap(({ version }) => (version === undefined ? [] : [version.numbers]));
  if (given.some(({ length }) => length !== 1)) return undefined;
  const highest = Math.max(0, ...given.flat());
  return versions.map(({ version }) => String(version?.numbers[0] ?? highest + 1));
}
