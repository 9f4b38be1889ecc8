import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleProgram } from './bundle.js';
import { cliFile, scratchFolder } from './paths.js';
import { runInTurns, type Task } from './processes.js';

export const PROJECT_ROUNDS = 3;

export interface NamedSchema {
  readonly extension: 'avsc' | 'schema.json';
  readonly text: string;
}

/** What a process took, in milliseconds for each round. */
export interface MeasuredTask {
  readonly name: string;
  readonly milliseconds: readonly number[];
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
    { name: '`check`, nothing changed', args: command('check') },
    ...of.peers(project),
  ];
  const milliseconds = runInTurns(tasks, PROJECT_ROUNDS);
  return tasks.map(({ name }, index) => ({ name, milliseconds: milliseconds[index] ?? [] }));
}

export function hashFiles(root: string): Task {
  return { name: 'read and hash all files', args: [bundleProgram('hash-files'), root] };
}

function writeProject(root: string, schemas: readonly NamedSchema[]): void {
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
}
