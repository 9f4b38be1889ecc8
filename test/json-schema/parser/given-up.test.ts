import { expect, it } from 'vitest';

import { CONVERTING, schemaOf } from '../generated-codec.js';
import { exactText } from './exact-text.js';
import { generatedParsers } from './generated-parsers.js';

const [ways] = generatedParsers(
  [
    schemaOf({
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      properties: {
        text: { type: 'string', minLength: 1 },
        number: { type: 'number', maximum: 1e300 },
        flag: { type: 'boolean' },
        list: { type: 'array', items: { type: 'integer' }, maxItems: 2 },
        choice: { enum: ['a', 'b'] },
        at: { type: 'string', format: 'date-time' },
        wide: { type: 'integer', format: 'int64' },
        closed: { type: 'object', properties: { a: {} }, required: ['a'], additionalProperties: false },
      },
    }),
  ],
  CONVERTING,
);

const deep = `{"other":${'['.repeat(70)}${']'.repeat(70)}}`;

/** Texts that the parser leaves to JSON.parse, by the reason. */
const GIVEN_UP: Readonly<Record<string, readonly (string | Buffer)[]>> = {
  'a byte order mark': ['\uFEFF{}'],
  'no text': ['', ' '],
  'another kind of value': ['null', '1', '[]', '{"text":1}', '{"list":{}}', '{"flag":"true"}', '{"number":"1"}'],
  'a text that ends too early': [
    '{',
    '{"text',
    '{"text":"a',
    '{"text":"a"',
    '{"number":1',
    '{"flag":tru',
    '{"list":[1',
  ],
  'more behind the value': ['{}{}', '{},', '{} x'],
  'a missing sign': ['{"text" "a"}', '{"text":"a" "flag":true}', '{text:"a"}', '{"list":[1 2]}'],
  'a sign too many': ['{,}', '{"flag":true,}', '{"list":[1,]}', '{"list":[,1]}'],
  __proto__: ['{"__proto__":1}', '{"\\u005f_proto__":1}', '{"other":{"__proto__":1}}'],
  'a control character': ['{"text":"a\nb"}', '{"te\txt":"a"}'],
  'an invalid escape': ['{"text":"\\x"}', '{"text":"\\u00g0"}', '{"text":"\\"}'],
  'bytes that are not UTF-8': [
    Buffer.from('{"text":"\u00E9"}', 'latin1'),
    Buffer.concat([Buffer.from('{"text":"'), Buffer.of(0xed, 0xa0, 0x80), Buffer.from('"}')]),
  ],
  'an invalid number': [
    '{"number":01}',
    '{"number":-}',
    '{"number":1.}',
    '{"number":.5}',
    '{"number":1e}',
    '{"number":+1}',
  ],
  'an infinite number': ['{"number":1e999}', '{"other":-1e999}'],
  'a word that is none': ['{"flag":truE}', '{"flag":falze}', '{"other":nul}', '{"other":NaN}'],
  'a value that violates its schema': [
    ...['{"text":""}', '{"list":[1,2,3]}', '{"list":[1.5]}', '{"choice":"c"}', '{"at":"today"}', '{"number":1e301}'],
    ...['{"closed":{}}', '{"closed":{"a":1,"b":2}}'],
  ],
  'a first duplicate that violates its schema': ['{"text":"","text":"a"}'],
  'digits past 64 bits': ['{"wide":9223372036854775808}'],
  'values nested deeper than it counts': [deep],
};

it.each(Object.entries(GIVEN_UP))('the parser gives up on %s', (_, texts) => {
  expect(texts.filter((text) => ways?.parse(Buffer.from(text)) !== undefined)).toEqual([]);
});

it.each([
  '{}',
  ' \n{ "text" :\t"a" , "list" : [ 1 , 2 ] }\r\n',
  '{"list":[],"text":"\\u0041\\n\\ud83d\\ude00\u00E9\u{1F600}"}',
  '{"text":"\\ud83d"}',
  '{"number":-0,"list":[-0]}',
  '{"number":-0.0}',
  '{"number":1E-7,"other":[1e21,123456789012345678]}',
  '{"number":0.1234567890123456789}',
  '{"number":5e-324}',
  '{"text":"a","flag":true,"text":"b"}',
  '{"other":{"b":[{}],"a":null,"1":true,"0":"x"},"2":1,"1":2}',
  '{"t\\u0065xt":"a"}',
  '{"choice":"\\u0062"}',
  '{"at":"2024-05-01T10:00:00.123456Z","wide":9223372036854775807}',
  '{"wide":-0}',
  '{"wide":1e3}',
  '{"toString":1,"constructor":[]}',
  '{"text":"\uFFFD\u2028"}',
])('%s is parsed as by way of JSON.parse', (json) => {
  const parsed = ways?.parse(Buffer.from(json));
  expect(parsed).not.toBeUndefined();
  expect(exactText(parsed)).toBe(exactText(ways?.read(Buffer.from(json))));
});
