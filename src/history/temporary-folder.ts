import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs work in a temporary folder, and removes it afterwards, even if the work fails or the process is interrupted. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gen-msk-consumer-diff-')));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const listeners = SIGNALS.map((signal) => {
    const listener = (): void => {
      remove();
      process.off(signal, listener);
      // Unless somebody else decides what becomes of the process, it ends as it would have.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    };
    process.on(signal, listener);
    return { signal, listener };
  });
  try {
    return await work(folder);
  } finally {
    for (const { signal, listener } of listeners) process.off(signal, listener);
    remove();
  }
}
