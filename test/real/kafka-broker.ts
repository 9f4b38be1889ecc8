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

const run = promisify(execFile);

/** For programs that run for seconds. */
export const JAVA = ['-Xmx256m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

export interface KafkaBroker {
  readonly bootstrapServers: string;
  /** Makes a topic of its own, with three partitions; to close it does nothing. */
  readonly makeTopic: () => Promise<Broker>;
  /** Kills the broker, as a crash does, and starts it again on its data. */
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts a broker of Apache Kafka, one KRaft node in a process of its own, from the jars of a class path. */
export async function startKafkaBroker(classPath: string): Promise<KafkaBroker> {
  const folder = mkdtempSync(join(tmpdir(), 'gen-msk-consumer-kafka-'));
  const [port, controllerPort] = [await freePort(), await freePort()];
  const settings = join(folder, 'server.properties');
  writeFileSync(settings, serverProperties({ folder, port, controllerPort }));
  const format = ['format', '--standalone', '--config', settings, '--cluster-id', 'dGVzdHMtb2YtdGhlLXdpcmU'];
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
    makeTopic: async () => {
      const topic = `orders-${++topics}`;
      await withAdmin(kafka, async (admin) => {
        await admin.createTopics({
          waitForLeaders: false,
          topics: [{ topic, numPartitions: 3, replicationFactor: 1 }],
        });
        // The broker may answer that it has the topic before it does.
        await untilDone(() => admin.fetchTopicOffsets(topic));
      });
      return { topic, bootstrapServers, kafka, close: () => Promise.resolve() };
    },
    restart: async () => {
      await kill();
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

interface ServerSettings {
  readonly folder: string;
  readonly port: number;
  readonly controllerPort: number;
}

/**
 * One node that is broker and controller. Its topics of bookkeeping are small, groups start without a wait, and a member of a
 * share group that died is soon replaced.
 */
function serverProperties({ folder, port, controllerPort }: ServerSettings): string {
  return `
process.roles=broker,controller
node.id=1
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}
controller.quorum.bootstrap.servers=127.0.0.1:${controllerPort}
controller.listener.names=CONTROLLER
log.dirs=${join(folder, 'data')}
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
share.coordinator.state.topic.num.partitions=1
group.initial.rebalance.delay.ms=0
group.share.min.heartbeat.interval.ms=500
group.share.heartbeat.interval.ms=1000
group.share.min.session.timeout.ms=3000
group.share.session.timeout.ms=5000
`;
}
