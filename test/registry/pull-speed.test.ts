import { expect, test } from 'vitest';

import { confluentServer, refusing } from './confluent-server.js';
import { quickPull, record, registryProject, told } from './registry-project.js';

test('many subjects are asked for side by side, but not all at once', async () => {
  const server = await confluentServer({ latency: 5 });
  const names = Array.from({ length: 100 }, (_, index) => `t${index}`);
  for (const name of names) server.store.register(`${name}-value`, { schema: record(`R.${name}`, 'id') });
  const topics = Object.fromEntries(names.map((name) => [name, `${name}-value`]));
  const told1 = told(await quickPull(registryProject({ url: server.url, topics })));
  expect(told1).toEqual([]);
  expect(server.requests.length).toBe(200);
  expect(server.peak()).toBeGreaterThan(12);
  expect(server.peak()).toBeLessThanOrEqual(24);
});

test('after the first failure nothing new is asked', async () => {
  const server = await confluentServer({ latency: 5 });
  server.intercept = refusing(403);
  const topics = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`t${index}`, `t${index}-value`]));
  const { diagnostics } = await quickPull(registryProject({ url: server.url, topics }));
  expect(diagnostics.map(({ code }) => code)).toEqual(['registry-refused']);
  expect(server.requests.length).toBeLessThan(50);
});
