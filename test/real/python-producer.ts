import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import type { OrderProducer } from '../wire/chain.js';

/** Confluent's client for Python, if it is installed. */
export const pythonProducers: readonly OrderProducer[] =
  process.env['REAL_PYTHON'] === undefined ? [] : [produceWithPython(process.env['REAL_PYTHON'])];

function produceWithPython(python: string): OrderProducer {
  return async (values, { broker, partition, schema, registry }) => {
    const script = fileURLToPath(new URL('confluent_produce.py', import.meta.url));
    const child = spawn(python, [script], { env: { PYTHONUTF8: '1', PATH: process.env['PATH'] } });
    const { topic, bootstrapServers: brokers } = broker;
    child.stdin.end(JSON.stringify({ registry, brokers, topic, partition, schema, values }));
    const [complaints, closed] = await Promise.all([text(child.stderr), once(child, 'close')]);
    const [status] = closed as [number | null];
    if (status !== 0) throw new Error(complaints);
  };
}
