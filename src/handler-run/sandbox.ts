import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { isSource, packageFile } from '../paths/package-file.js';
import type { RecordPosition } from '../runtime/simulate/batch-answer.js';
import type { HandlerSettings } from './handler-settings.js';
import { lambdaEnvironment } from './lambda-environment.js';
import type { HandlerError, InvokeMessage, RecordChange, WorkerMessage } from './messages.js';

/** What a sandbox does next: it says something, or its process ends. */
export type SandboxAnswer =
  Exclude<WorkerMessage, { readonly kind: 'record' }> | { readonly kind: 'exited'; readonly error: HandlerError };

export interface SandboxOptions {
  /** What the handler writes to standard output and standard error. */
  readonly onOutput: (text: string) => void;
  /** The environment variables to pass on. Default: those of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly onRecord: (record: RecordPosition, change: RecordChange) => void;
}

/** The process that a handler is loaded in: what Lambda calls an execution environment. */
export class Sandbox {
  private readonly child: ChildProcess;
  private readonly closed: Promise<unknown>;
  private readonly exited: Promise<SandboxAnswer>;
  private answer: (answer: SandboxAnswer) => void = () => undefined;

  private constructor(child: ChildProcess, { onOutput, onRecord }: SandboxOptions) {
    this.child = child;
    this.closed = once(child, 'close');
    this.exited = once(child, 'exit').then(([code, signal]) => ({ kind: 'exited', error: exitError(code, signal) }));
    child.stdout?.setEncoding('utf8').on('data', onOutput);
    child.stderr?.setEncoding('utf8').on('data', onOutput);
    child.on('message', (message: WorkerMessage) => {
      if (message.kind === 'record') onRecord(message.record, message.change);
      else this.answer(message);
    });
  }

  /** Starts the process. Its first answer is whether the module could be loaded. */
  static async start(
    file: string,
    settings: HandlerSettings,
    options: SandboxOptions,
  ): Promise<{ readonly sandbox: Sandbox; readonly loaded: SandboxAnswer }> {
    const child = fork(await workerFile(dirname(file)), [file, settings.exportName], {
      cwd: settings.root,
      env: lambdaEnvironment(settings, options.env ?? process.env),
      execArgv: ['--enable-source-maps'],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const sandbox = new Sandbox(child, options);
    return { sandbox, loaded: await sandbox.next() };
  }

  async invoke(message: InvokeMessage): Promise<SandboxAnswer> {
    const answer = this.next();
    if (this.child.connected) this.child.send(message);
    return answer;
  }

  /** Resolves when the process has gone, and all that it wrote has come. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.closed;
  }

  private async next(): Promise<SandboxAnswer> {
    const answered = new Promise<SandboxAnswer>((resolve) => (this.answer = resolve));
    return Promise.race([answered, this.exited]);
  }
}

function exitError(code: unknown, signal: unknown): HandlerError {
  const how = typeof code === 'number' ? `exit code ${code}` : `signal ${String(signal)}`;
  return { type: 'Runtime.ExitError', message: `the process of the handler ended with ${how}` };
}

/** The program of the process. From the package's sources it is compiled first, next to the handler. */
async function workerFile(folder: string): Promise<string> {
  if (!isSource()) return packageFile('dist/handler-run/worker.js');
  const outfile = join(folder, 'worker.mjs');
  const { build } = await import('esbuild');
  await build({
    entryPoints: [packageFile('src/handler-run/worker.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
  });
  return outfile;
}
