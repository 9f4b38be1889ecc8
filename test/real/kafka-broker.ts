import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Kafka, logLevel } from 'kafkajs';

import type { Broker } from '../wire/broker.js';
import { freePort } from './free-port.js';
import { SCRAM, serverProperties } from './server-properties.js';

const run = promisify(execFile);

/** For programs that run for seconds. */
export const JAVA = ['-Xmx256m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

/** More than an event of Lambda holds. */
const LARGE = [{ name: 'max.message.bytes', value: '8000000' }];

export interface KafkaBroker {
  readonly bootstrapServers: string;
  /** The same broker over TLS, for whoever signs in as `SECURE_USER`. */
  readonly secureServers: string;
  /** Makes a topic of its own, with three partitions; to close it does nothing. */
  readonly makeTopic: () => Promise<Broker>;
  /** Kills the broker, as a crash does, and starts it again on its data; in between what `meanwhile` does. */
  readonly restart: (meanwhile?: () => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts a broker of Apache Kafka, one KRaft node in a process of its own, from the jars of a class path. */
export async function startKafkaBroker(classPath: string): Promise<KafkaBroker> {
  const folder = mkdtempSync(join(tmpdir(), 'gen-msk-consumer-kafka-'));
  const [port, securePort, controllerPort] = [await freePort(), await freePort(), await freePort()];
  const settings = join(folder, 'server.properties');
  writeFileSync(settings, serverProperties({ folder, port, securePort, controllerPort }));
  const format = ['format', '--standalone', '--config', settings, '--cluster-id', 'dGVzdHMtb2YtdGhlLXdpcmU', ...SCRAM];
  await run('java', [...JAVA, '-cp', classPath, 'kafka.tools.StorageTool', ...format]);
  const bootstrapServers = `127.0.0.1:${port}`;
  const kafka = new Kafka({
    brokers: [bootstrapServers],
    logLevel: logLevel.NOTHING,
    retry: { retries: 40, initialRetryTime: 100, maxRetryTime: 1000 },
  });

  let broker: ChildProcess;
  const start = async () => {
    broker = spawn('java', [...JAVA, '-cp', classPath, 'kafka.Kafka', settings], { stdio: 'ignore' });
    await untilDone(
      // What coordinates groups comes last.
      () => withAdmin(kafka, (admin) => admin.describeGroups(['orders'])),
      () => {
        if (broker.exitCode !== null) throw new Error(`Kafka ended with exit code ${broker.exitCode}`);
      },
    );
  };
  const kill = async () => {
    const ended = once(broker, 'exit');
    broker.kill('SIGKILL');
    await ended;
  };
  await start();

  let topics = 0;
  return {
    bootstrapServers,
    secureServers: `localhost:${securePort}`,
    makeTopic: async () => {
      const topic = `orders-${++topics}`;
      await withAdmin(kafka, async (admin) => {
        await admin.createTopics({
          waitForLeaders: false,
          topics: [{ topic, numPartitions: 3, replicationFactor: 1, configEntries: LARGE }],
        });
        // The broker may answer that it has the topic before it does.
        await untilDone(() => admin.fetchTopicOffsets(topic));
      });
      return { topic, bootstrapServers, kafka, close: () => Promise.resolve() };
    },
    restart: async (meanwhile = () => Promise.resolve()) => {
      await kill();
      await meanwhile();
      await start();
    },
    close: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function withAdmin<T>(kafka: Kafka, use: (admin: ReturnType<Kafka['admin']>) => Promise<T>): Promise<T> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await use(admin);
  } finally {
    await admin.disconnect();
  }
}

/** Tries until it succeeds, or until `check` throws. */
async function untilDone(attempt: () => Promise<unknown>, check: () => void = () => undefined): Promise<void> {
  for (;;) {
    check();
    try {
      await attempt();
      return;
    } catch {
      await setTimeout(100);
    }
  }
}
