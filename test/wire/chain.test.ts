import { onTestFinished, test } from 'vitest';

import { expectChain } from './chain.js';
import { libraryProducer } from './library-producer.js';
import { startMockBroker } from './mock-broker.js';

test('from produce over dev, dead letters and inspect to redrive, every record is handled once and in order', async () => {
  const broker = await startMockBroker();
  onTestFinished(() => broker.close());
  await expectChain(broker, [libraryProducer]);
});
