import type { FoundSchema } from './found-schema.js';
import { groupVersions } from './group-versions.js';
import { leaveOut, type LeftOut } from './leave-out.js';
import { linkSchemas } from './link-schemas.js';
import { nameTopics } from './name-topics.js';
import { pairKeys } from './pair-keys.js';
import type { ProposedTopic } from './proposed-topic.js';
import { includedFiles, sharedFiles } from './shared-files.js';

interface Proposal {
  /** In code-point order of their names. */
  readonly topics: readonly ProposedTopic[];
  /** Files that the schemas of the topics refer to by the names of types or by `$id`, in code-point order. */
  readonly include: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * From schema files to topics, by the names of files: versions are grouped, keys are put to their values. `exists` says
 * whether there is a file that is none of them.
 */
export function proposeTopics(
  files: readonly FoundSchema[],
  exists: (path: string) => boolean = () => false,
): Proposal {
  const linked = linkSchemas(files, exists);
  const { links } = linked;
  const shared = sharedFiles(files, links);
  const groups = groupVersions(files.filter(({ path }) => !shared.has(path)));
  const named = nameTopics(pairKeys(groups).filter(({ value }) => value.holdsRecords));
  const { topics, leftOut } = leaveOut(named, linked);
  const chosen = topics.flatMap(({ key, value }) =>
    [...value.versions, ...(key?.versions ?? [])].map(({ file }) => file),
  );
  return { topics, include: includedFiles(links, chosen), leftOut };
}
