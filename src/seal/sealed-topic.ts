import type { Config, TopicConfig } from '../config/config.js';
import type { HandlerContract } from '../emit/handler-contract.js';
import type { TopicNames } from '../model/topic-names.js';
import type { FileSystem, FolderEntry } from '../plan/file-system.js';
import type { Seal } from '../plan/seal.js';
import type { SchemaInputs } from './schema-inputs.js';
import { sealedCode, sealedEvent, type SealedFile } from './sealed-file.js';
import { fitsTopic, recordOf, type SealedHeader, type TopicMaterial, type TopicRecord } from './topic-seal.js';

export interface NamedTopic {
  readonly topic: TopicConfig;
  readonly names: TopicNames;
}

/** A topic whose seal fits: building it would give the files that are on the disk. */
export interface FoundTopic extends NamedTopic {
  /** Relative to the project's root. */
  readonly folder: string;
  readonly files: readonly SealedFile[];
  /** The names of the team's files, which are there. */
  readonly userFiles: readonly string[];
  readonly record: TopicRecord;
}

/** What else was seen of a sealed topic while its files were read. */
export interface SealedTopic extends FoundTopic {
  readonly contract: HandlerContract;
  /** Whether the team's files were read, and call for nothing. */
  readonly isSettled: boolean;
  /** Whether its folder holds its files and nothing else. */
  readonly isWhole: boolean;
}

export interface SealSearch {
  readonly config: Config;
  readonly fileSystem: FileSystem;
  readonly inputs: SchemaInputs;
  readonly templates: TopicMaterial['templates'];
  readonly tool: string;
  readonly readSeal: (lines: string) => Seal;
  readonly contractOf: (topic: FoundTopic) => HandlerContract;
  /** Whether the team's files certainly call for nothing; it is given the texts of the generated code by name. */
  readonly isSettled: (contract: HandlerContract, texts: ReadonlyMap<string, string>) => boolean;
}

/** The names that generated code has in a topic's folder. */
const CODE = ['consumer.ts', 'decoder.ts', 'fixture.ts', 'slow-path.ts', 'types.ts'];

/**
 * A topic as it is on the disk if its seal fits and no file of the tool is edited; undefined otherwise, which says nothing about
 * the files: the topic has to be built to be judged.
 */
export function sealedTopic(topic: NamedTopic, search: SealSearch): SealedTopic | undefined {
  try {
    return readTopic(topic, search);
  } catch {
    // Comparing reports what the disk refuses.
    return undefined;
  }
}

function readTopic({ topic, names }: NamedTopic, search: SealSearch): SealedTopic | undefined {
  const { config, fileSystem, inputs, templates, tool } = search;
  const folder = `${config.output}/${names.folder}`;
  const entries = new Map(fileSystem.list(folder)?.map(({ name, kind }) => [name, kind]));
  if (!entries.has('consumer.ts') || !fileSystem.isInside(folder)) return undefined;
  const code = readCode(folder, entries, search);
  if (code === undefined) return undefined;
  const seal = search.readSeal(code.sealLines);
  if (seal.sealed?.[1] !== tool) return undefined;
  const record = recordOf(seal);
  const hasEvent = record.event.length > 0;
  const event = hasEvent ? readEvent(folder, entries, { fileSystem, hashes: record.event }) : undefined;
  if (hasEvent && event === undefined) return undefined;
  const userFiles = ['handler.ts', ...(event === undefined ? [] : ['handler.test.ts'])];
  if (userFiles.some((name) => !isThere(folder, name, entries, fileSystem))) return undefined;
  if (!record.absent.every(inputs.isAbsent) || record.inputs.some((file) => inputs.hashOf(file) === undefined))
    return undefined;
  const material = { config, topic, templates, files: code.headers, inputs: record.inputs, hashOf: inputs.hashOf };
  if (!fitsTopic(material, code.sealLines, tool)) return undefined;
  const files = [...code.files, ...(event === undefined ? [] : [event])];
  const found = { topic, names, folder, files, userFiles, record };
  const contract = search.contractOf(found);
  const isSettled = userFiles.every((name) => entries.get(name) === 'file') && search.isSettled(contract, code.texts);
  return { ...found, contract, isSettled, isWhole: entries.size === files.length + userFiles.length };
}

type Entries = ReadonlyMap<string, FolderEntry['kind']>;

function readCode(folder: string, entries: Entries, { config, fileSystem }: SealSearch) {
  const files: SealedFile[] = [];
  const headers: SealedHeader[] = [];
  const texts = new Map<string, string>();
  let sealLines: string | undefined;
  for (const name of CODE) {
    const kind = entries.get(name);
    if (kind === undefined) continue;
    const path = `${folder}/${name}`;
    const text = kind === 'file' ? fileSystem.read(path) : null;
    const sealed = text === null ? undefined : sealedCode(path, text, config.banner);
    if (text === null || sealed === undefined) return undefined;
    texts.set(name, text);
    files.push(sealed.file);
    headers.push({ name, lines: sealed.header.lines });
    if (name === 'consumer.ts') sealLines = sealed.header.sealLines.slice(1);
    else if (sealed.header.sealLines !== '') return undefined;
  }
  return sealLines === undefined ? undefined : { files, headers, texts, sealLines };
}

function readEvent(
  folder: string,
  entries: Entries,
  { fileSystem, hashes }: Pick<SealSearch, 'fileSystem'> & { readonly hashes: readonly string[] },
): SealedFile | undefined {
  const path = `${folder}/event.json`;
  const text = entries.get('event.json') === 'file' ? fileSystem.read(path) : null;
  return text === null ? undefined : sealedEvent(path, text, hashes);
}

/** Whether a file of the team's is there; a link has to lead to something inside the project. */
function isThere(folder: string, name: string, entries: Entries, fileSystem: FileSystem): boolean {
  return entries.get(name) === 'file' || (entries.get(name) === 'link' && isLinked(`${folder}/${name}`, fileSystem));
}

function isLinked(path: string, fileSystem: FileSystem): boolean {
  return fileSystem.isInside(path) && fileSystem.read(path) !== null;
}
