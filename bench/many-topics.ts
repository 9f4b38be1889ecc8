import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleProgram } from './bundle.js';
import { cliFile, scratchFolder } from './paths.js';
import { runInTurns, type Task } from './processes.js';

export const PROJECT_ROUNDS = 3;

export interface NamedSchema {
  readonly extension: 'avsc' | 'schema.json';
  readonly text: string;
}

/** What a process took, for each round. */
export interface MeasuredTask {
  readonly name: string;
  readonly milliseconds: readonly number[];
  readonly megabytes: readonly number[];
}

/** The folders of a project with a topic for each schema. */
export interface ManyTopics {
  readonly root: string;
  /** What else is written, by peers. */
  readonly beside: string;
}

/** Runs `generate` and `check` on a project with a topic for each schema, in turns with other processes. */
export function measureProject(of: {
  readonly name: string;
  readonly schemas: readonly NamedSchema[];
  readonly peers: (project: ManyTopics) => readonly Task[];
}): readonly MeasuredTask[] {
  const project = { root: join(scratchFolder, of.name), beside: join(scratchFolder, `${of.name}-peers`) };
  writeProject(project.root, of.schemas);
  const command = (name: string) => [cliFile, name, '--quiet', '--cwd', project.root];
  const tasks: readonly Task[] = [
    {
      name: '`generate` into an empty folder',
      args: command('generate'),
      before: () => rmSync(join(project.root, 'src'), { recursive: true, force: true }),
    },
    { name: '`generate`, nothing changed', args: command('generate') },
    {
      name: '`generate`, a field added to one schema',
      args: command('generate'),
      before: () => addField(join(project.root, 'schemas', schemaFile(0, of.schemas[0]?.extension))),
    },
    { name: '`check`, nothing changed', args: command('check') },
    ...of.peers(project),
  ];
  const costs = runInTurns(tasks, PROJECT_ROUNDS);
  return tasks.map(({ name }, index) => {
    const rounds = costs[index] ?? [];
    return {
      name,
      milliseconds: rounds.map(({ milliseconds }) => milliseconds),
      megabytes: rounds.map(({ megabytes }) => megabytes),
    };
  });
}

export function hashFiles(root: string): Task {
  return { name: 'read and hash all files', args: [bundleProgram('hash-files'), root] };
}

/** Adds a field that may be missing to a schema, under a name that it does not have yet. */
function addField(file: string): void {
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

function schemaFile(index: number, extension: NamedSchema['extension'] = 'avsc'): string {
  return `topic-${String(index).padStart(4, '0')}.${extension}`;
}

function writeProject(root: string, schemas: readonly NamedSchema[]): void {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(join(root, 'schemas'), { recursive: true });
  const topics: Record<string, object> = {};
  for (const [index, { extension, text }] of schemas.entries()) {
    const file = schemaFile(index, extension);
    writeFileSync(join(root, 'schemas', file), text);
    topics[file.slice(0, file.indexOf('.'))] = { key: 'string', value: `schemas/${file}` };
  }
  const config = { output: 'src/consumers', defaults: { framing: 'confluent' }, topics };
  writeFileSync(join(root, 'gen-msk-consumer.config.json'), JSON.stringify(config, null, 2));
}
