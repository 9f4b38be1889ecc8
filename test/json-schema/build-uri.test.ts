import { describe, expect, it } from 'vitest';

import { isRelativePath, resolveUri } from '../../src/json-schema/read/uri.js';

describe('references are resolved as RFC 3986 says', () => {
  // Its sections 5.4.1 and 5.4.2.
  it.each([
    ['g:h', 'g:h'],
    ['g', 'http://a/b/c/g'],
    ['./g', 'http://a/b/c/g'],
    ['g/', 'http://a/b/c/g/'],
    ['/g', 'http://a/g'],
    ['//g', 'http://g'],
    ['?y', 'http://a/b/c/d;p?y'],
    ['g?y', 'http://a/b/c/g?y'],
    [';x', 'http://a/b/c/;x'],
    ['g;x', 'http://a/b/c/g;x'],
    ['', 'http://a/b/c/d;p?q'],
    ['.', 'http://a/b/c/'],
    ['./', 'http://a/b/c/'],
    ['..', 'http://a/b/'],
    ['../', 'http://a/b/'],
    ['../g', 'http://a/b/g'],
    ['../..', 'http://a/'],
    ['../../', 'http://a/'],
    ['../../g', 'http://a/g'],
    ['../../../g', 'http://a/g'],
    ['/./g', 'http://a/g'],
    ['/../g', 'http://a/g'],
    ['g.', 'http://a/b/c/g.'],
    ['..g', 'http://a/b/c/..g'],
    ['./../g', 'http://a/b/g'],
    ['./g/.', 'http://a/b/c/g/'],
    ['g/./h', 'http://a/b/c/g/h'],
    ['g/../h', 'http://a/b/c/h'],
    ['g;x=1/./y', 'http://a/b/c/g;x=1/y'],
    ['g?y/../x', 'http://a/b/c/g?y/../x'],
  ])('%j against http://a/b/c/d;p?q is %s', (reference, uri) => {
    expect(resolveUri('http://a/b/c/d;p?q', reference)).toEqual({ uri, fragment: '' });
  });

  it.each([
    ['http://a/b#x', '#/c%20d', 'http://a/b', '/c%20d'],
    ['http://a', 'g', 'http://a/g', ''],
    ['HTTP://Example.COM/A', 'B#', 'http://example.com/B', ''],
    ['urn:uuid:0000', '#a', 'urn:uuid:0000', 'a'],
    ['urn:uuid:0000', 'urn:uuid:1111#/b', 'urn:uuid:1111', '/b'],
    ['', 'a/b.json#c#d', 'a/b.json', 'c#d'],
    ['a/b', '../../c', '../c', ''],
    ['tag:example.com,2024:x', 'y', 'tag:y', ''],
  ])('%s and %s give %s and %j', (base, reference, uri, fragment) => {
    expect(resolveUri(base, reference)).toEqual({ uri, fragment });
  });

  it.each([
    ['a.json', true],
    ['../a.json#x', true],
    ['a b\nc', true],
    ['#x', false],
    ['', false],
    ['/a.json', false],
    ['//host/a', false],
    ['http://host/a', false],
    ['urn:a', false],
    ['?a', false],
  ])('%j is a relative path: %s', (reference, is) => {
    expect(isRelativePath(reference)).toBe(is);
  });
});
