import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The path of the compiled broker. */
    mockCluster: string;
  }
}

/** Compiles the broker into a folder that is gone after the run; throws one sentence where this machine cannot. */
export default function compileMockCluster({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'gen-msk-consumer-wire-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const program = join(folder, 'mock-cluster');
  const source = fileURLToPath(new URL('mock-cluster.c', import.meta.url));
  const options = ['-Wall', '-Wfatal-errors', '-o', program, source, '-lrdkafka'];
  const { status, stderr, error } = spawnSync('cc', options, { encoding: 'utf8' });
  if (status !== 0) {
    remove();
    const reason = error?.message ?? stderr.split('\n').find((line) => /error|cannot find/.test(line)) ?? stderr;
    throw new Error(
      `the tests over the wire need a C compiler and librdkafka (apt-get install gcc libc6-dev librdkafka-dev): ${reason}`,
    );
  }
  provide('mockCluster', program);
  return remove;
}
