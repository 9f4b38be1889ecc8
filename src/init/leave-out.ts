import type { ProposedPart } from './group-versions.js';
import type { MissingReference, SchemaLink } from './link-schemas.js';
import type { ProposedTopic } from './proposed-topic.js';
import { reachedFiles } from './shared-files.js';

/** A schema that is not proposed, as what it refers to is not there. */
export interface LeftOut {
  readonly file: string;
  readonly topic: string;
  /** Whether the topic is left out with it: it is the schema to read with. */
  readonly isReader: boolean;
  /** What is missing, and the file that refers to it. */
  readonly missing: MissingReference;
}

/** Parts the topics for which code can be generated from what is missing in others: an older version, or all of a topic. */
export function leaveOut(
  topics: readonly ProposedTopic[],
  { links, missing }: { readonly links: readonly SchemaLink[]; readonly missing: readonly MissingReference[] },
): { readonly topics: readonly ProposedTopic[]; readonly leftOut: readonly LeftOut[] } {
  if (missing.length === 0) return { topics, leftOut: [] };
  const lacking = (file: string): MissingReference | undefined => {
    const reached = reachedFiles(links, [file]);
    return missing.find(({ from }) => reached.has(from));
  };
  const leftOut: LeftOut[] = [];
  const whole = ({ versions, ...part }: ProposedPart, topic: string): ProposedPart | undefined => {
    const reader = versions.at(-1);
    const found = versions.map((version) => ({ version, missing: lacking(version.file) }));
    for (const { version, missing: lack } of found) {
      if (lack !== undefined) leftOut.push({ file: version.file, topic, isReader: version === reader, missing: lack });
    }
    if (found.at(-1)?.missing !== undefined) return undefined;
    return { ...part, versions: found.flatMap((each) => (each.missing === undefined ? [each.version] : [])) };
  };
  const kept = topics.flatMap(({ topic, key, value }): readonly ProposedTopic[] => {
    const wholeKey = key === undefined ? undefined : whole(key, topic);
    const wholeValue = whole(value, topic);
    if (wholeValue === undefined || (key !== undefined && wholeKey === undefined)) return [];
    return [{ topic, key: wholeKey, value: wholeValue }];
  });
  return { topics: kept, leftOut };
}
