import type { Config, TopicConfig } from '../config/config.js';
import { nameClaims } from '../model/name-claims.js';
import { topicNames } from '../model/topic-names.js';
import { sealReader } from '../plan/seal.js';
import type { ExpandPatterns } from '../sources/expand-patterns.js';
import { includeHash } from './include-hash.js';
import { readIndex, type IndexState } from './project-seal.js';
import { schemaInputs } from './schema-inputs.js';
import { sealedTopic, type NamedTopic, type SealedTopic, type SealSearch } from './sealed-topic.js';

/** What of a project need not be built to be judged. */
export interface SealedProject {
  readonly topics: ReadonlyMap<string, SealedTopic>;
  readonly index: IndexState['sealed'];
  /** The hash of what `include` matches now, and what it was when all topics with it were last built. */
  readonly include: { readonly now: string | undefined; readonly recorded: string | undefined };
}

interface SealedProjectSearch extends Omit<SealSearch, 'config' | 'inputs' | 'readSeal'> {
  /** The config with all its topics. */
  readonly config: Config;
  /** Those to look at, with the versions of their subjects. */
  readonly topics: readonly TopicConfig[];
  readonly expand: ExpandPatterns;
  /** Whether the run is for some topics: then it leaves what the index records of `include`. */
  readonly isPartial: boolean;
  /** False to build everything, whatever the seals say. */
  readonly trusts: boolean;
}

/** Looks for the topics whose seals fit. */
export async function sealedProject(search: SealedProjectSearch): Promise<SealedProject> {
  const { config, topics, fileSystem, tool, trusts } = search;
  const index = readIndex(config, fileSystem, tool);
  const include = { now: await includeHash(config, search.expand), recorded: index.include };
  if (!trusts) return { topics: new Map(), index: undefined, include };
  const isKnown = include.now !== undefined && include.now === include.recorded;
  const seal: SealSearch = { ...search, inputs: schemaInputs(config.root), readSeal: sealReader() };
  const named = topics.map((topic) => ({ topic, names: topicNames(topic.as ?? topic.topic) }));
  const found = haveCollisions(named)
    ? []
    : named.filter(({ topic }) => isKnown || !hasInclude(topic)).flatMap((one) => sealedTopic(one, seal) ?? []);
  const isIndexKnown = search.isPartial || include.now === include.recorded;
  return {
    topics: new Map(found.map((topic) => [topic.topic.topic, topic])),
    index: isIndexKnown ? index.sealed : undefined,
    include,
  };
}

function hasInclude({ key, value }: TopicConfig): boolean {
  return [key, value].some((part) => part.kind === 'schema' && part.include.length > 0);
}

function haveCollisions(named: readonly NamedTopic[]): boolean {
  let collide = false;
  const claim = nameClaims('', () => (collide = true));
  for (const { topic, names } of named) claim(topic, names);
  return collide;
}
