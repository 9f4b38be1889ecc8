import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { corpusText } from '../oracle/corpus.js';
import { loadDecoder } from '../registry/load-decoder.js';
import { quickPull, registryProject, told } from '../registry/registry-project.js';
import { startConfluentServer, type ConfluentServer } from '../registry/start-confluent-server.js';

const python = process.env['REAL_PYTHON'];

describe.skipIf(python === undefined)("what Python's Confluent serializers write", () => {
  let server: ConfluentServer;
  beforeAll(async () => {
    server = await startConfluentServer();
  });
  afterAll(() => server.close());

  test('in Avro is read by the generated decoder', async () => {
    const users = corpusText('kafka-connect-datagen/schemas/users_schema.avro');
    const values = [
      { registertime: 1_487_715_775_521, userid: 'User_1', regionid: 'Région_✓', gender: 'OTHER' },
      { registertime: -1, userid: '', regionid: '👋', gender: 'FEMALE' },
    ];
    expect(await decoded('users', 'avro', users, values)).toEqual(
      values.map((value) => ({ ...value, registertime: BigInt(value.registertime) })),
    );
  });

  test('in JSON is read by the generated decoder', async () => {
    const person = corpusText('aws-glue-schema-registry/json/schema/draft07/person.schema.json');
    const values = [
      { firstName: 'Zoë', lastName: 'O\u2028Brien', age: 0 },
      { firstName: '👩‍👧 "\\', lastName: '', age: 200 },
    ];
    expect(await decoded('people', 'json', person, values)).toEqual(values);
  });

  /** The values, serialized by Python, pulled from the registry they were registered in, and decoded by generated code. */
  async function decoded(
    topic: string,
    format: 'avro' | 'json',
    schema: string,
    values: readonly object[],
  ): Promise<readonly unknown[]> {
    const requests = values.map((value) => ({ registry: server.url, topic, format, schema, value }));
    const serialized = await serialize(requests);
    const root = registryProject({ url: server.url, topics: { [topic]: `${topic}-value` } });
    expect(told(await quickPull(root))).toEqual([]);
    const { decodeValue } = await loadDecoder(root, topic);
    return serialized.map((hex) => decodeValue(Buffer.from(hex, 'hex')));
  }
});

/** Runs beside the registry, which answers from this process. */
async function serialize(requests: readonly object[]): Promise<readonly string[]> {
  const script = fileURLToPath(new URL('confluent_serialize.py', import.meta.url));
  const child = spawn(python ?? '', [script], { env: { PYTHONUTF8: '1', PATH: process.env['PATH'] } });
  let [output, complaints] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  child.stdin.end(requests.map((request) => `${JSON.stringify(request)}\n`).join(''));
  const [status] = (await once(child, 'close')) as [number | null];
  if (status !== 0) throw new Error(complaints);
  return output.trimEnd().split('\n');
}
