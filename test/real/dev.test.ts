import { beforeAll, describe, test } from 'vitest';

import { expectChain } from '../wire/chain.js';
import { libraryProducer } from '../wire/library-producer.js';
import { startKafkaBroker, type KafkaBroker } from './kafka-broker.js';
import { pythonProducers } from './python-producer.js';

const classPath = process.env['REAL_KAFKA'] ?? '';

describe.skipIf(classPath === '')('dev and redrive with a broker of Apache Kafka', () => {
  let kafka: KafkaBroker;
  beforeAll(async () => {
    kafka = await startKafkaBroker(classPath);
    return () => kafka.close();
  });

  test('from produce over dev, dead letters and inspect to redrive, every record is handled once and in order', async () => {
    await expectChain(await kafka.makeTopic(), [libraryProducer, ...pythonProducers]);
  });
});
