import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { bundleProgram } from './bundle.js';

/** A whole process, from its start to its end. */
export interface Task {
  readonly name: string;
  /** Arguments of `node`. */
  readonly args: readonly string[];
  /** Done before each run, outside the time. */
  readonly before?: () => void;
}

/** What a process took. */
export interface Cost {
  readonly milliseconds: number;
  /** The memory that it held at most, in megabytes. */
  readonly megabytes: number;
}

/** Runs the tasks in turns (ABC ABC …). Returns what each took, by task and round. */
export function runInTurns(tasks: readonly Task[], rounds: number): readonly (readonly Cost[])[] {
  const costs = tasks.map((): Cost[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, task] of tasks.entries()) costs[index]?.push(runTask(task));
  }
  return costs;
}

/** Runs `node` with the task's arguments; throws when it fails. */
export function runTask(task: Task): Cost {
  task.before?.();
  const args = [`--import=${pathToFileURL(bundleProgram('peak-memory')).href}`, ...task.args];
  const start = performance.now();
  const { status, stderr, output } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const milliseconds = performance.now() - start;
  if (status !== 0) throw new Error(`${task.name} ended with ${status ?? 'a signal'}:\n${stderr}`);
  return { milliseconds, megabytes: Number(output[3]) / 1024 };
}
