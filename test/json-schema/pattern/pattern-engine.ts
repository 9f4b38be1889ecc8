import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answers } from './pattern-process.js';
import type { PatternCase } from './random-pattern.js';

const MODULE = fileURLToPath(new URL('./pattern-process.ts', import.meta.url));

/** An engine in a process of its own, which is ended and started again where a pattern takes too long. */
export class PatternEngine {
  private readonly name: 'native' | 'linear';
  private readonly timeLimit: number;
  private child: ChildProcess | undefined;

  /** `timeLimit` is for all texts of a pattern, in milliseconds. */
  constructor(name: 'native' | 'linear', timeLimit: number) {
    this.name = name;
    this.timeLimit = timeLimit;
  }

  /** Undefined where it takes too long. */
  async answers(patternCase: PatternCase): Promise<Answers | undefined> {
    this.child ??= await startChild(this.name);
    const { child } = this;
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        child.removeAllListeners();
      };
      const timer = setTimeout(() => {
        settle();
        this.close();
        resolve(undefined);
      }, this.timeLimit);
      child.once('message', (answers: (boolean | null)[]) => {
        settle();
        // JSON has no undefined.
        resolve(answers.map((answer) => answer ?? undefined));
      });
      child.once('exit', () => {
        settle();
        this.child = undefined;
        reject(new Error(`the ${this.name} engine failed on ${patternCase.pattern}`));
      });
      child.send(patternCase);
    });
  }

  close(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }
}

/** The time to start does not count. */
async function startChild(name: string): Promise<ChildProcess> {
  const child = fork(MODULE, [name], { execArgv: ['--import', 'tsx'] });
  const ready = new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', reject);
  });
  child.send({ pattern: '', flags: '', texts: [] } satisfies PatternCase);
  await ready;
  child.removeAllListeners();
  return child;
}
