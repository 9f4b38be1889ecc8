import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';

import { generate } from '../../src/commands/generate.js';
import type { KafkaBatchHandler } from '../../src/runtime/consume/kafka-handler.js';
import type { Answered, Invoke, SandboxSettings } from './sandbox-program.js';
import { linkPackages } from '../pipeline/temp-project.js';

export interface Sandboxes {
  /** Makes a function with a sandbox of its own: a process, which lives until it is killed; the next event gets a new one. */
  readonly open: () => Sandbox;
  /** The ids of the orders that took effect, in order. */
  readonly effects: () => readonly string[];
}

export interface Sandbox {
  readonly handler: KafkaBatchHandler;
  /** The offsets that were reported as duplicates, by invocation. */
  readonly duplicates: (readonly number[])[];
  /** How many processes were killed. */
  readonly kills: () => number;
}

/** Generates the consumers of a project and bundles that of `orders` as a function that runs in processes of its own. */
export async function generatedSandboxes(root: string, settings: Omit<SandboxSettings, 'effects'>): Promise<Sandboxes> {
  await generate({ cwd: root });
  linkPackages(root);
  const effects = join(root, 'effects');
  writeFileSync(effects, '');
  const program = fileURLToPath(new URL('sandbox-program.ts', import.meta.url));
  const outfile = join(root, 'sandbox.mjs');
  await build({
    stdin: {
      contents: `
        import * as orders from './consumer.js';
        import { runSandbox } from ${JSON.stringify(program)};
        runSandbox(orders, ${JSON.stringify({ ...settings, effects } satisfies SandboxSettings)});
      `,
      resolveDir: join(root, 'gen', 'orders'),
    },
    bundle: true,
    outfile,
    external: ['@aws-sdk/*'],
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
  });
  return {
    open: () => openSandbox(outfile),
    effects: () => readFileSync(effects, 'utf8').split('\n').slice(0, -1),
  };
}

function openSandbox(program: string): Sandbox {
  let running: ChildProcess | undefined;
  let kills = 0;
  const duplicates: (readonly number[])[] = [];
  onTestFinished(() => void running?.kill());
  /** As in Lambda, the start of a sandbox is not part of the time that an invocation has. */
  const started = async (): Promise<ChildProcess> => {
    if (running !== undefined) return running;
    const child = fork(program, { env: { ...process.env, NODE_NO_WARNINGS: '1' } });
    await once(child, 'message');
    child.once('exit', (_, signal) => {
      if (signal === 'SIGKILL') kills++;
      running = undefined;
    });
    running = child;
    return child;
  };
  const handler: KafkaBatchHandler = async (event, context) => {
    const timeout = context?.getRemainingTimeInMillis() ?? 0;
    const child = await started();
    const ended = once(child, 'exit').then(() => [{ error: 'the sandbox ended', duplicates: [] } satisfies Answered]);
    child.send({ event, deadline: Date.now() + timeout } satisfies Invoke);
    // What the program sends is of this type.
    const [answered] = (await Promise.race([once(child, 'message'), ended])) as [Answered];
    duplicates.push(answered.duplicates);
    if (answered.answer === undefined) throw new Error(answered.error);
    return answered.answer;
  };
  return { handler, duplicates, kills: () => kills };
}
