import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isUri, isUriReference } from '../../src/runtime/json/uri-formats.js';
import { daySeed } from '../support/day-share.js';

const sign = fc.constantFrom(...Array.from('abz09:/?#@[]%.~-_+!$&\'()*,;= "<>\\^`{|}é\u017f\n'));
const text = fc.oneof(
  fc.string({ unit: sign }),
  fc.tuple(fc.string({ unit: sign, maxLength: 3 }), fc.string({ unit: sign })).map(([a, b]) => `h${a}://x${b}`),
);

test('a URI is a reference with a scheme, also where it is so plain that its parts are not looked at one by one', () => {
  fc.assert(
    fc.property(text, (uri) => isUri(uri) === (/^[a-z][a-z\d+.-]*:/i.test(uri) && isUriReference(uri))),
    { seed: daySeed, numRuns: 20_000 },
  );
  expect(isUri('https://www.example.com:8080/a/b?c=d#e')).toBe(true);
});
