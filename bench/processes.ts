import { spawnSync } from 'node:child_process';

/** A whole process, from its start to its end. */
export interface Task {
  readonly name: string;
  /** Arguments of `node`. */
  readonly args: readonly string[];
  /** Done before each run, outside the time. */
  readonly before?: () => void;
}

/** Runs the tasks in turns (ABC ABC …). Returns milliseconds, by task and round. */
export function runInTurns(tasks: readonly Task[], rounds: number): number[][] {
  const milliseconds = tasks.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, task] of tasks.entries()) milliseconds[index]?.push(runTask(task));
  }
  return milliseconds;
}

/** Runs `node` with the task's arguments and returns how many milliseconds it took; throws when it fails. */
export function runTask(task: Task): number {
  task.before?.();
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, task.args, { encoding: 'utf8' });
  const elapsed = performance.now() - start;
  if (status !== 0) throw new Error(`${task.name} ended with ${status ?? 'a signal'}:\n${stderr}`);
  return elapsed;
}
