import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { RuntimeApi } from './runtime-api.js';

export interface LambdaProcessSettings {
  /** The Node.js that runs it. */
  readonly program: string;
  /** The main file of the runtime client. */
  readonly client: string;
  /** The folder of the function, with `preload.cjs`. */
  readonly task: string;
  /** `file.export`. */
  readonly handler: string;
}

/** A function that AWS's runtime client runs in a process of its own. */
export interface LambdaProcess {
  readonly api: RuntimeApi;
  /** What it has printed so far. */
  readonly output: () => string;
  /** Settles when the process ends. */
  readonly ended: Promise<unknown>;
  readonly stop: () => Promise<void>;
}

export async function startLambda({ program, client, task, handler }: LambdaProcessSettings): Promise<LambdaProcess> {
  const api = new RuntimeApi();
  const lambda = spawn(program, ['--require', './preload.cjs', client, handler], {
    cwd: task,
    env: {
      AWS_LAMBDA_RUNTIME_API: await api.listen(),
      AWS_LAMBDA_FUNCTION_NAME: path.basename(handler),
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_LOG_GROUP_NAME: 'log-group',
      AWS_LAMBDA_LOG_STREAM_NAME: 'log-stream',
      LAMBDA_TASK_ROOT: task,
      _HANDLER: handler,
    },
  });
  let output = '';
  for (const stream of [lambda.stdout, lambda.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(lambda, 'exit');
  return {
    api,
    output: () => output,
    ended,
    stop: async () => {
      lambda.kill();
      await ended;
      api.close();
    },
  };
}
