import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { tempFolder } from '../support/temp-folder.js';
import type { Broker } from './broker.js';

/** Whether kcat, a producer on librdkafka, is installed. */
export const hasKcat = spawnSync('kcat', ['-V']).error === undefined;
if (!hasKcat) console.warn('left out: kcat is not installed (apt-get install kcat)');

/** Sends values to a partition with kcat, with a key and headers; without it, with kafkajs. */
export async function kcat(
  { topic, bootstrapServers, kafka }: Broker,
  partition: number,
  values: readonly Buffer[],
): Promise<void> {
  if (!hasKcat) {
    const producer = kafka.producer();
    await producer.connect();
    await producer.send({ topic, messages: values.map((value) => ({ partition, key: 'kcat', value })) });
    await producer.disconnect();
    return;
  }
  const folder = tempFolder();
  const files = values.map((value, index) => {
    const file = join(folder, String(index));
    writeFileSync(file, value);
    return file;
  });
  const place = ['-b', bootstrapServers, '-t', topic, '-p', String(partition)];
  await promisify(execFile)('kcat', ['-P', ...place, '-k', 'kcat', '-H', 'source=kcat', '-z', 'gzip', ...files]);
}
