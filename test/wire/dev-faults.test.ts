import { rmSync } from 'node:fs';
import { onTestFinished, test } from 'vitest';

import { compileCli } from '../support/compiled-cli.js';
import type { Broker } from './broker.js';
import { expectKillsToLoseNothing, expectRebalanceToLoseNothing } from './dev-faults.js';
import { startMockBroker } from './mock-broker.js';

async function broker(): Promise<Broker> {
  const started = await startMockBroker();
  onTestFinished(() => started.close());
  return started;
}

test('dev that is killed at random moments loses nothing, and keeps the order of what it repeats', async () => {
  const { folder, bin } = await compileCli();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await expectKillsToLoseNothing(await broker(), bin);
}, 400_000);

test('a rebalance while the handler has a batch loses nothing', async () => {
  await expectRebalanceToLoseNothing(await broker());
});
