import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.js';
import { temporaryProject } from '../cli/temporary-project.js';

async function load(registry: unknown, env?: Readonly<Record<string, string>>) {
  const text = JSON.stringify({ registry, topics: { a: { value: 'none' } } });
  const cwd = temporaryProject({ 'gen-msk-consumer.config.json': text });
  const result = await loadConfig({ cwd, ...(env === undefined ? {} : { env }) });
  return result.ok ? result.value.registry : result.problems.map(({ message }) => message);
}

test('environment variables stand in for their names', async () => {
  const url = 'https://${HOST}:${PORT}/v1';
  expect(await load({ type: 'confluent', url }, { HOST: 'registry.example', PORT: '8081' })).toEqual({
    type: 'confluent',
    urls: ['https://registry.example:8081/v1'],
    context: undefined,
    deleted: false,
    auth: { type: 'none' },
    tls: { ca: undefined, cert: undefined, key: undefined, passphrase: undefined },
    timeout: 30_000,
  });
  expect(await load({ type: 'glue', registryName: '${STAGE}-orders' }, { STAGE: 'prod' })).toEqual({
    type: 'glue',
    registryName: 'prod-orders',
    region: undefined,
  });
});

test('without an environment the registry is left out, so that generate needs none of its variables', async () => {
  expect(await load({ type: 'confluent', url: '${NOT_SET}' })).toBeUndefined();
});

test('a variable that is not set, and a URL that is none, are problems that do not show the value', async () => {
  expect(await load({ type: 'glue', registryName: '${A}', region: '${B}' }, {})).toEqual([
    'registry.region: the environment variable B is not set',
    'registry.registryName: the environment variable A is not set',
  ]);
  expect(await load({ type: 'confluent', url: 'ftp://${SECRET}' }, { SECRET: 's3cret' })).toEqual([
    'registry.url: expected an http or https URL',
  ]);
});

test('the type decides which settings there are', async () => {
  expect(await load({ type: 'confluent', registryName: 'x' })).toEqual([
    'registry.registryName: unknown setting; the valid settings are "type", "url", "context", "deleted", "auth", "tls" and "timeout"',
    'registry: "url" is missing',
  ]);
  expect(await load({ type: 'gleu', registryName: 'x' })).toEqual([
    'registry.type: expected "confluent" or "glue", found "gleu", did you mean "glue"?',
  ]);
  expect(await load({ url: 'x' })).toEqual(['registry: "type" is missing']);
});

test('${…} outside the registry is plain text', async () => {
  const text = '{ "output": "gen/${STAGE}", "topics": { "a": { "value": "none" } } }';
  const cwd = temporaryProject({ 'gen-msk-consumer.config.json': text });
  expect(await loadConfig({ cwd, env: { STAGE: 'prod' } })).toMatchObject({ value: { output: 'gen/${STAGE}' } });
});
