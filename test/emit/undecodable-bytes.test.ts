import { expect, test } from 'vitest';

import { loadTopics } from '../pipeline/load-topics.js';
import { generateProject, record } from '../pipeline/temp-project.js';

test('the bytes that a handler is tested with cannot be decoded, even where a value takes none or its text stays JSON', async () => {
  const bytes = {
    ping: [{ value: 'ping.avsc' }, 'Uint8Array.of(0)', Uint8Array.of(0)],
    nulls: [{ value: 'nulls.avsc', framing: 'lambda' }, 'Uint8Array.of(0)', Uint8Array.of(0)],
    count: [{ value: 'count.avsc', framing: 'lambda-json' }, "Buffer.from('{')", Buffer.from('{')],
  } as const;
  const topics = Object.fromEntries(Object.entries(bytes).map(([topic, [config]]) => [topic, config]));
  const { root, files } = await generateProject({
    config: { defaults: { framing: 'none' }, topics },
    schemas: {
      'ping.avsc': record('Ping', []),
      'nulls.avsc': record('Nulls', [['gone', 'null']]),
      'count.avsc': { type: 'long' },
    },
  });
  const loaded = await loadTopics(root);

  for (const [topic, [, text, undecodable]] of Object.entries(bytes)) {
    expect(files[`${topic}/handler.test.ts`]).toContain(`const undecodable = ${text};`);
    expect(() => loaded[topic]?.decodeValue(undecodable)).toThrow(expect.objectContaining({ name: 'DecodeError' }));
  }
});
