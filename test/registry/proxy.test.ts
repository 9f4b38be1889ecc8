import { expect, test } from 'vitest';

import { proxyFor } from '../../src/http/proxy.js';

test.each([
  ['https://registry.example', { HTTPS_PROXY: 'http://p:1' }, 'http://p:1'],
  ['https://registry.example', { https_proxy: 'http://q:2', HTTPS_PROXY: 'http://p:1' }, 'http://q:2'],
  ['https://registry.example', { ALL_PROXY: 'p:1' }, 'http://p:1'],
  ['https://registry.example', { HTTP_PROXY: 'http://p:1' }, undefined],
  ['http://registry.example', { HTTP_PROXY: 'http://p:1' }, 'http://p:1'],
  ['http://registry.example', { HTTP_PROXY: 'http://p:1', REQUEST_METHOD: 'GET' }, undefined],
  ['https://registry.example', { HTTPS_PROXY: '' }, undefined],
  ['https://registry.example', {}, undefined],
])('the proxy for %s in %j', (origin, environment, expected) => {
  expect(proxyFor(origin, environment)?.origin).toBe(expected);
});

test.each([
  ['*', true],
  ['registry.example', true],
  ['.example', true],
  ['*.example', true],
  ['other.example', false],
  ['stry.example', false],
  ['registry.example:8081', true],
  ['registry.example:443', false],
  ['a.b, registry.example', true],
  ['a.b REGISTRY.EXAMPLE', true],
])('NO_PROXY=%s leaves the registry out: %j', (NO_PROXY, leftOut) => {
  const proxy = proxyFor('https://registry.example:8081', { HTTPS_PROXY: 'http://p:1', NO_PROXY });
  expect(proxy === undefined).toBe(leftOut);
});

test('an address of version 6 may be left out with and without brackets', () => {
  for (const NO_PROXY of ['::1', '[::1]', '[::1]:8081']) {
    expect(proxyFor('http://[::1]:8081', { HTTP_PROXY: 'http://p:1', NO_PROXY })).toBeUndefined();
  }
});

test('a proxy that is no URL is an error that does not show it', () => {
  expect(() => proxyFor('http://a', { HTTP_PROXY: 'socks5://user:s3cret@p' })).toThrow(
    new TypeError('a proxy environment variable is not an http or https URL'),
  );
});
