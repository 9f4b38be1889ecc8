import { rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';

import { produce } from '../../src/commands/produce.js';
import { verify } from '../../src/commands/verify.js';
import { generateProject, record } from '../pipeline/temp-project.js';
import { compileCli, type CompiledCli } from '../support/compiled-cli.js';
import { isFullRun } from '../support/day-share.js';
import { expectChain } from '../wire/chain.js';
import {
  expectAllInOrder,
  expectKillsToLoseNothing,
  expectLargeRecordsToPass,
  expectRebalanceToLoseNothing,
  produceTo,
  untilCommitted,
} from '../wire/dev-faults.js';
import { startDev, until } from '../wire/dev-process.js';
import { libraryProducer } from '../wire/library-producer.js';
import { notingProject } from '../wire/noting-project.js';
import { startKafkaBroker, type KafkaBroker } from './kafka-broker.js';
import { pythonProducers } from './python-producer.js';
import { CA, SECURE_USER } from './server-properties.js';

const classPath = process.env['REAL_KAFKA'] ?? '';

describe.skipIf(classPath === '')('with a broker of Apache Kafka', () => {
  let kafka: KafkaBroker;
  let cli: CompiledCli;
  beforeAll(async () => {
    [kafka, cli] = await Promise.all([startKafkaBroker(classPath), compileCli()]);
    return async () => {
      rmSync(cli.folder, { recursive: true, force: true });
      await kafka.close();
    };
  });

  test('from produce over dev, dead letters and inspect to redrive, every record is handled once and in order', async () => {
    await expectChain(await kafka.makeTopic(), [libraryProducer, ...pythonProducers]);
  });

  // The usual run has it with the mock broker: each kill waits until the group has noticed.
  if (isFullRun)
    test('dev that is killed at random moments loses nothing, and keeps the order of what it repeats', async () => {
      await expectKillsToLoseNothing(await kafka.makeTopic(), cli.bin);
    }, 400_000);

  test('a rebalance while the handler has a batch loses nothing', async () => {
    await expectRebalanceToLoseNothing(await kafka.makeTopic());
  });

  test('a record of more than 6 MB is given up, and those around it are handled', async () => {
    await expectLargeRecordsToPass(await kafka.makeTopic());
  });

  test('a broker that is away for 10 s in mid-batch loses nothing, and dev goes on', async () => {
    const broker = await kafka.makeTopic();
    const project = notingProject(broker.topic);
    await produceTo(broker, 10);
    const { topic, bootstrapServers } = broker;
    const argv = [
      topic,
      '--brokers',
      bootstrapServers,
      '--group',
      'away',
      '--handler',
      'handler.mjs',
      '--batch-size',
      '9',
    ];
    project.close();
    const run = startDev({ bin: cli.bin, cwd: project.root, argv });
    await until(project.isWaiting);
    await kafka.restart(async () => {
      await setTimeout(5_000);
      project.open();
      await setTimeout(5_000);
    });
    await produceTo(broker, 10);
    await until(() => project.handled().length >= 60 && new Set(project.handled()).size === 60);
    await until(() => run.events.some(({ kind }) => kind === 'problem'));
    await untilCommitted(broker, 'away', 20);
    expect(await run.end('SIGINT')).toBe(0);
    expectAllInOrder(project, 20);
  });

  test.each(['plain', 'scram-256', 'scram-512'] as const)(
    'records are written and read over TLS with %s',
    async (sasl) => {
      const { topic } = await kafka.makeTopic();
      const { root } = await generateProject({
        config: {
          defaults: { framing: 'confluent' },
          topics: { [topic]: { value: { versions: { '4': 'order.avsc' } } } },
          kafka: {
            brokers: kafka.secureServers,
            tls: { ca: CA },
            sasl: { mechanism: sasl, username: SECURE_USER.username, password: '${SECRET}' },
          },
        },
        schemas: { 'order.avsc': record('Order', [['id', 'string']]) },
      });
      const env = { PATH: process.env['PATH'], SECRET: SECURE_USER.password };
      expect((await produce(topic, { cwd: root, env, count: 3 })).diagnostics).toEqual([]);
      const read = await verify({ cwd: root, env });
      expect(read.diagnostics).toEqual([]);
      expect(read.topics[0]?.records.map(({ value }) => value.verdict)).toEqual(['agreed', 'agreed', 'agreed']);

      const wrong = await produce(topic, { cwd: root, env: { ...env, SECRET: 'wrong battery' } });
      expect(wrong.diagnostics).toMatchObject([{ code: 'broker-refused' }]);
      expect(JSON.stringify(wrong)).not.toContain('battery');
    },
  );
});
