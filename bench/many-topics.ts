import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { programFile } from './bundle.js';
import { times, wholeNumber } from './markdown-table.js';
import { cliFile, scratchFolder } from './paths.js';
import { runTask, type MeasuredTask, type Task } from './processes.js';
import { median, medianRatio } from './statistics.js';
import type { TopicSchema } from './topic-schemas.js';

/** Writes a project with a topic for each schema; returns its folder. */
export function writeProject(name: string, schemas: readonly TopicSchema[]): string {
  const root = join(scratchFolder, name);
  rmSync(root, { recursive: true, force: true });
  mkdirSync(join(root, 'schemas'), { recursive: true });
  const topics: Record<string, object> = {};
  for (const [index, { extension, text }] of schemas.entries()) {
    const topic = `topic-${String(index).padStart(4, '0')}`;
    writeFileSync(join(root, 'schemas', `${topic}.${extension}`), text);
    topics[topic] = { key: 'string', value: `schemas/${topic}.${extension}` };
  }
  const config = { output: 'src/consumers', defaults: { framing: 'confluent' }, topics };
  writeFileSync(join(root, 'gen-msk-consumer.config.json'), JSON.stringify(config, null, 2));
  return root;
}

/** The same, with its files generated. */
export function generatedProject(name: string, schemas: readonly TopicSchema[]): string {
  const root = writeProject(name, schemas);
  runTask({ name: `generate of ${name}`, args: [cliFile, 'generate', '--quiet', '--cwd', root] });
  return root;
}

export function check(root: string, name = '`check`, nothing changed'): Task {
  return { name, args: [cliFile, 'check', '--quiet', '--cwd', root] };
}

/** `generate` in each of its situations. */
export function generations(root: string): readonly Task[] {
  const args = [cliFile, 'generate', '--quiet', '--cwd', root];
  const removeOutput = (): void => moveAway(join(root, 'src'));
  return [
    { name: '`generate` into an empty folder', args, before: removeOutput },
    { name: '`generate`, nothing changed', args },
    { name: '`generate`, a field added to one schema', args, before: () => addField(root) },
  ];
}

/**
 * Empties the place of a folder without deleting its files: for some seconds ext4 passes over the inodes of deleted files one by
 * one, and whoever writes many files in that time pays for it, up to a millisecond a file.
 */
export function moveAway(folder: string): void {
  if (existsSync(folder)) renameSync(folder, join(mkdtempSync(join(scratchFolder, 'earlier-')), 'output'));
}

/** The types of each topic and nothing else, as the peers that make no more. */
export function ownTypes(root: string): Task {
  const output = `${root}-own-types`;
  return {
    name: '`generate`’s types only',
    args: [programFile('own-types'), root, output],
    before: () => moveAway(output),
  };
}

/** Reads and hashes every file of a project, the least that a check has to do. */
export function hashFiles(root: string): Task {
  return { name: 'read and hash all files', args: [programFile('hash-files'), root] };
}

/** Formats all that is generated in prettier's own style, which is not the generator's: no file stays as it was. */
export async function formatOutput(root: string): Promise<void> {
  const folder = join(root, 'src', 'consumers');
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
    const file = join(entry.parentPath, entry.name);
    writeFileSync(file, await format(readFileSync(file, 'utf8'), { filepath: file }));
  }
}

/** Seconds, in brackets the ratios to some of the peers, and the memory. */
export function costCell(own: MeasuredTask | undefined, peers: readonly (MeasuredTask | undefined)[]): string {
  const seconds = (task: MeasuredTask | undefined): number[] => (task?.costs ?? []).map((cost) => cost.seconds);
  const ratios = peers.map((peer) => times(medianRatio(seconds(own), seconds(peer))));
  const memory = median((own?.costs ?? []).map(({ megabytes }) => megabytes));
  return `${median(seconds(own)).toFixed(2)} (${ratios.join(', ')}), ${wholeNumber(memory)} MB`;
}

/** Adds a field that may be missing to the first schema, under a name that it does not have yet. */
function addField(root: string): void {
  const folder = join(root, 'schemas');
  const file = join(folder, readdirSync(folder).sort()[0] ?? '');
  // The benchmark's own schemas: an Avro record, or a JSON Schema of an object.
  const schema = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly fields?: object[];
    readonly properties?: Record<string, object>;
  };
  const name = `added${String(process.hrtime.bigint())}`;
  schema.fields?.push({ name, type: ['null', 'string'], default: null });
  if (schema.properties !== undefined) schema.properties[name] = { type: 'string' };
  writeFileSync(file, JSON.stringify(schema, null, 2));
}
