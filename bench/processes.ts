import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { programFile } from './bundle.js';
import type { ProcessCost } from './programs/process-cost.js';

/** A whole process, from its start to its end. */
export interface Task {
  readonly name: string;
  /** Arguments of `node`. */
  readonly args: readonly string[];
  /** Done before each run, outside the measurement. */
  readonly before?: () => void | Promise<void>;
}

/** What a process took, in each round. */
export interface MeasuredTask {
  readonly name: string;
  readonly costs: readonly ProcessCost[];
}

/** Runs the tasks in turns (ABC ABC …). */
export async function runInTurns(tasks: readonly Task[], rounds: number): Promise<readonly MeasuredTask[]> {
  const measured = tasks.map((task) => ({ ...task, costs: new Array<ProcessCost>() }));
  for (let round = 0; round < rounds; round++) {
    for (const task of measured) {
      await task.before?.();
      task.costs.push(runTask(task));
    }
  }
  return measured;
}

/** Runs `node` with the task's arguments; throws when it fails. */
export function runTask({ name, args }: Task): ProcessCost {
  const measuring = `--import=${pathToFileURL(programFile('process-cost')).href}`;
  const { status, stderr, output } = spawnSync(process.execPath, [measuring, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`${name} ended with ${status ?? 'a signal'}:\n${stderr}`);
  // What the program writes.
  return JSON.parse(output[3] ?? '') as ProcessCost;
}
