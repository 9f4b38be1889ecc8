import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';

import { compileCli } from './compiled-cli.js';
import { daySeed, isFullRun } from './day-share.js';

/** Prepares what all test files share: the seed of the day, and the command line, compiled. */
export default async function oncePerRun(project: TestProject): Promise<() => void> {
  // One seed for the whole run, even when it lasts over midnight.
  process.env['TEST_SEED'] = String(daySeed);
  process.stdout.write(
    isFullRun ? 'Everything is tested.\n' : `Today's share is tested; TEST_SEED=${daySeed} repeats it.\n`,
  );
  const { folder, bin } = await compileCli();
  project.provide('cli', bin);
  return () => rmSync(folder, { recursive: true, force: true });
}

declare module 'vitest' {
  export interface ProvidedContext {
    readonly cli: string;
  }
}
