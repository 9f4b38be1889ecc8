import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { onTestFinished, vi } from 'vitest';

import type { JsonDevEvent } from '../../src/commands/json-record-reports.js';

export interface DevProcess {
  /** What it has printed, event by event. */
  readonly events: readonly JsonDevEvent[];
  /** Ends it as Ctrl+C does, or kills it; returns the exit code, null where it was killed. */
  readonly end: (signal: 'SIGINT' | 'SIGKILL') => Promise<number | null>;
}

export interface DevProcessSettings {
  readonly bin: string;
  readonly cwd: string;
  /** What follows `dev`. */
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts `dev` in a process of its own. One that ends by itself fails what waits for it. */
export function startDev({ bin, cwd, argv, env = {} }: DevProcessSettings): DevProcess {
  const child = spawn(process.execPath, [bin, 'dev', ...argv, '--format', 'json'], {
    cwd,
    env: { ...process.env, USER: 'ada', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const complaints = text(child.stderr);
  const ended = once(child, 'exit');
  const events: JsonDevEvent[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    // What `dev` prints.
    events.push(JSON.parse(line) as JsonDevEvent);
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    events,
    async end(signal) {
      if (child.exitCode !== null) throw new Error(`dev has ended with ${child.exitCode}: ${await complaints}`);
      child.kill(signal);
      const [code] = (await ended) as [number | null];
      return code;
    },
  };
}

/** Waits for a condition, however slow the machine is. */
export async function until(condition: () => boolean): Promise<void> {
  await vi.waitUntil(condition, { timeout: 100_000, interval: 5 });
}
