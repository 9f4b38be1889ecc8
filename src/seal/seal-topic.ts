import { posix } from 'node:path';
import type { Config, TopicConfig } from '../config/config.js';
import { headerLines, outputFile, sealOfPrintedJson, sealOfText } from '../plan/header.js';
import type { FileBody, OutputFile } from '../plan/output-file.js';
import type { Seal } from '../plan/seal.js';
import { topicSeal, type TopicMaterial, type TopicRecord } from './topic-seal.js';

interface TopicToSeal {
  readonly config: Config;
  readonly topic: TopicConfig;
  readonly templates: TopicMaterial['templates'];
  readonly files: readonly FileBody[];
  /** Undefined where the next run could not see whether it has to build again. */
  readonly record: Omit<TopicRecord, 'event'> | undefined;
  readonly hashOf: TopicMaterial['hashOf'];
  readonly tool: string;
}

export interface SealedOutput {
  readonly files: readonly OutputFile[];
  /** The seal that another version of the tool would write, by the path of the file that has it. */
  readonly seals: ReadonlyMap<string, (tool: string) => Seal>;
}

/** The files of a topic with their headers, and in that of its consumer the seal of all. */
export function sealTopic({ config, topic, templates, files, record, hashOf, tool }: TopicToSeal): SealedOutput {
  const parts = config.banner === undefined ? {} : { banner: config.banner };
  const headed = files.map((file) =>
    file.owner === 'tool' ? { ...file, lines: headerLines(file.body, file.sources, parts) } : file,
  );
  const event = files.find(({ owner }) => owner === 'tool-headerless');
  const hashes = event === undefined ? [] : [sealOfPrintedJson(event.body), sealOfText(event.body)];
  const headers = headed
    .flatMap(({ path, lines }) => (lines === undefined ? [] : [{ name: posix.basename(path), lines }]))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const sealBy = (version: string): Seal => {
    if (record === undefined) return { 'event.json': hashes };
    const material = { config, topic, templates, files: headers, inputs: record.inputs, hashOf };
    return topicSeal(material, { event: hashes, ...record }, version);
  };
  const seal = sealBy(tool);
  const isConsumer = ({ path }: FileBody): boolean => posix.basename(path) === 'consumer.ts';
  return {
    files: headed.map((file) => outputFile(isConsumer(file) ? { ...file, seal } : file, config.banner)),
    seals: new Map(
      headed.filter(isConsumer).map(({ path }) => [path, (version) => (version === tool ? seal : sealBy(version))]),
    ),
  };
}
