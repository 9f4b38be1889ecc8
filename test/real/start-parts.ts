import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { isReady, parts } from '../../scripts/install-real-parts.mjs';
import { freePort } from './free-port.js';

/**
 * Starts the real parts that are installed (`node scripts/install-real-parts.mjs`), on loopback, and names them to the tests by
 * environment variables. A part that is missing is left out, in a line that names it.
 */
export default async function startParts(): Promise<() => void> {
  let moto: ChildProcess | undefined;
  if (isReady('python')) {
    process.env['REAL_PYTHON'] = join(parts.python.folder, 'bin', 'python');
    const port = await freePort();
    const script = fileURLToPath(new URL('serve_moto.py', import.meta.url));
    moto = spawn(process.env['REAL_PYTHON'], [script, String(port)], { stdio: 'ignore' });
    const url = `http://127.0.0.1:${port}`;
    if (await answers(url)) {
      process.env['TEST_GLUE_URL'] = url;
      process.env['TEST_AWS_URL'] = url;
    } else console.warn('left out: moto does not answer');
  } else console.warn('left out: moto and the Python serializers are not installed');
  if (isReady('sam')) process.env['REAL_SAM'] = join(parts.sam.folder, 'bin', 'sam');
  else console.warn("left out: AWS's command line for SAM is not installed");
  if (isReady('lambda')) process.env['REAL_LAMBDA'] = parts.lambda.folder;
  else console.warn("left out: Lambda's runtime client is not installed");
  if (isReady('avro')) process.env['REAL_JAVA_AVRO'] = join(parts.avro.folder, 'jars', '*');
  else console.warn('left out: Java Avro is not installed');
  if (isReady('kafka')) process.env['REAL_KAFKA'] = join(parts.kafka.folder, 'jars', '*');
  else console.warn('left out: Apache Kafka is not installed');
  return () => {
    moto?.kill();
  };
}

async function answers(url: string): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      await fetch(url);
      return true;
    } catch {
      await setTimeout(200);
    }
  }
  return false;
}
