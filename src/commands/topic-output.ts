import type { TopicConfig } from '../config/config.js';
import type { HandlerContract } from '../emit/handler-contract.js';
import type { FileSystem } from '../plan/file-system.js';
import { FoundFile } from '../plan/found-file.js';
import type { OutputFile } from '../plan/output-file.js';
import type { SealedProject } from '../seal/sealed-project.js';
import type { SealedTopic } from '../seal/sealed-topic.js';
import type { BuiltOutput, BuiltTopic } from './build-output.js';
import { MISSING_IDS } from './missing-ids.js';
import type { TopicSources } from './settle-diagnostics.js';

/** Files that were built, or that a seal vouches for. */
interface Output {
  readonly files: readonly OutputFile[];
  /** The modules of the runtime that they need. */
  readonly runtime: readonly string[];
}

/** The files of a topic, and what is known of the topic. */
interface TopicOutput extends Output {
  readonly contract: HandlerContract;
  readonly sources: TopicSources;
  /** Where the config names its keys and values without ids. */
  readonly withoutIds: readonly string[];
  /** As in `SealedTopic`; false for what was built. */
  readonly isSettled: boolean;
  readonly isWhole: boolean;
}

interface ProjectParts {
  /** The disk with the sealed files. */
  readonly disk: FileSystem;
  readonly topics: readonly TopicConfig[];
  readonly sealed: SealedProject;
  readonly built: BuiltOutput;
}

/** The output of each topic: as it was built, or else as it is on the disk. */
export function topicOutputs({ disk, topics, sealed, built }: ProjectParts): readonly TopicOutput[] {
  const builtTopics = new Map(built.topics.map((topic) => [topic.topic, topic]));
  return topics.flatMap((topic): readonly TopicOutput[] => {
    const [made, found] = [builtTopics.get(topic.topic), sealed.topics.get(topic.topic)];
    // The model of a sealed topic may have been made too, for its warnings.
    const pointers = built.withoutIds.get(topic.topic)?.map(({ pointer }) => pointer);
    const withoutIds = pointers ?? pointersWithoutIds(topic, found);
    if (made !== undefined) return [{ ...builtTopicOutput(topic, made), withoutIds }];
    return found === undefined ? [] : [{ ...sealedTopicOutput(topic, found, disk), withoutIds }];
  });
}

/** The output of the index: as it is on the disk, or else as it was built, if it was. */
export function indexOutput(sealed: SealedProject['index'], built: BuiltOutput['index'], disk: FileSystem): Output {
  if (sealed === undefined) return { files: built?.files ?? [], runtime: built?.runtime ?? [] };
  return { files: [new FoundFile(sealed.file.path, sealed.file.kind, disk)], runtime: sealed.runtime };
}

function builtTopicOutput(topic: TopicConfig, built: BuiltTopic): Omit<TopicOutput, 'withoutIds'> {
  const { files, contract, inputs, runtime } = built;
  const sources = sourcesOf(topic, inputs, contract.folder);
  return { files, runtime, contract, sources, isSettled: false, isWhole: false };
}

function sealedTopicOutput(topic: TopicConfig, sealed: SealedTopic, disk: FileSystem): Omit<TopicOutput, 'withoutIds'> {
  const { folder, files, record, contract, isSettled, isWhole } = sealed;
  return {
    files: [
      ...files.map((file) => new FoundFile(file.path, file.kind, disk)),
      ...sealed.userFiles.map((name) => userFile(`${folder}/${name}`)),
    ],
    runtime: record.runtime,
    contract,
    sources: sourcesOf(topic, record.inputs, folder),
    isSettled,
    isWhole,
  };
}

/** One that is there. What the team has written in it is not the plan's. */
function userFile(path: string): OutputFile {
  return { path, owner: 'user', content: '', found: 'unchanged' };
}

function sourcesOf({ pointer, acknowledge = [] }: TopicConfig, files: readonly string[], folder: string): TopicSources {
  return { pointer, folder, files, acknowledge };
}

/** Where the config names the keys and values without ids of a sealed topic. */
function pointersWithoutIds({ key, value }: TopicConfig, sealed: SealedTopic | undefined): readonly string[] {
  const notes = sealed?.record.notes ?? [];
  return [
    ...(key.kind === 'schema' && notes.includes(`${MISSING_IDS}:key`) ? [key.pointer] : []),
    ...(value.kind === 'schema' && notes.includes(`${MISSING_IDS}:value`) ? [value.pointer] : []),
  ];
}
