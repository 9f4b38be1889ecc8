import { expect, test } from 'vitest';
import { problemsOf } from './load.js';

test('every problem is reported at once, each with its place and the nearest right spelling', async () => {
  const text = `{
  // a comment
  "outptu": "src",
  "testRunner": "vites",
  "defaults": { "long": "bigInt" },
  "topics": {
    "orders": { "vlaue": "orders.avsc", "value": { "fle": "orders.avsc" } },
    "bad name": { "value": { "versions": { "1": 5 } }, "framng": "none" },
    "payments": { "value": { "file": "a.avsc", "versions": { "1": "b.avsc" } }, "key": 4 },
    "shipments": { "value": { "versions": [{ "id": true }] }, "fields": { "A.b": { "lnog": "number" } } },
    "returns": null,
    "refunds": {},
  },
}`;
  expect(await problemsOf(text)).toEqual([
    '3:3 /outptu config-invalid outptu: unknown setting, did you mean "output"?',
    '4:17 /testRunner config-invalid testRunner: expected "vitest", "jest" or "node", found "vites", did you mean "vitest"?',
    '5:25 /defaults/long config-invalid defaults.long: expected "bigint", "number" or "string", found "bigInt", did you mean "bigint"?',
    '7:17 /topics/orders/vlaue config-invalid topics.orders.vlaue: unknown setting, did you mean "value"?',
    '7:52 /topics/orders/value/fle config-invalid topics.orders.value.fle: unknown setting, did you mean "file"?',
    '8:5 /topics/bad name topic-name topics["bad name"]: invalid Kafka topic name: it contains " "',
    '8:49 /topics/bad name/value/versions/1 config-invalid topics["bad name"].value.versions["1"]: expected a string, found 5',
    '8:56 /topics/bad name/framng config-invalid topics["bad name"].framng: unknown setting, did you mean "framing"?',
    '9:19 /topics/payments/value config-invalid topics.payments.value: only one of "file" and "versions" is allowed',
    '9:88 /topics/payments/key config-invalid topics.payments.key: expected a string or an object, found 4',
    '10:52 /topics/shipments/value/versions/0/id config-invalid topics.shipments.value.versions[0].id: expected a whole number or a string, found true',
    '10:44 /topics/shipments/value/versions/0 config-invalid topics.shipments.value.versions[0]: "file" is missing',
    '10:84 /topics/shipments/fields/A.b/lnog config-invalid topics.shipments.fields["A.b"].lnog: unknown setting, did you mean "long"?',
    '11:16 /topics/returns config-invalid topics.returns: expected an object with "value", found null',
    '12:5 /topics/refunds config-invalid topics.refunds: "value" is missing',
  ]);
});

test('a topic that is wrong in form does not hide what is wrong with the ids and paths of another', async () => {
  const text = `{
  "output": ".",
  "topics": {
    "orders": { "valeu": "orders.avsc" },
    "payments": { "value": { "versions": { "x": "../a.avsc" }, "framing": "confluent" } }
  }
}`;
  expect(await problemsOf(text)).toEqual([
    '4:17 /topics/orders/valeu config-invalid topics.orders.valeu: unknown setting, did you mean "value"?',
    '4:5 /topics/orders config-invalid topics.orders: "value" is missing',
    "2:13 /output config-invalid output: expected a folder inside the config's folder, not that folder itself",
    '5:44 /topics/payments/value/versions/x config-invalid topics.payments.value.versions.x: with framing "confluent", expected a whole number from 0 to 2147483647 as the id, found "x"',
    "5:49 /topics/payments/value/versions/x path-outside topics.payments.value.versions.x: is outside the config's folder",
  ]);
});

test('an unknown setting that is near to none is answered with those that there are', async () => {
  expect(await problemsOf('{ "topics": { "a": { "value": { "file": "a.avsc", "colour": "red" } } } }')).toEqual([
    '1:51 /topics/a/value/colour config-invalid topics.a.value.colour: unknown setting; the valid settings are ' +
      '"file", "framing", "jsonDecimals", "include", "sample", "long", "bytes", "date", "timestampMillis", "timestampMicros", "timestampNanos", "dateTime", "int64", "formats", "errors", "indexSignatures", "impliedTypes" and "jsonParser"',
  ]);
});

test('a part with neither file nor versions says that one of them is missing', async () => {
  expect(await problemsOf('{ "topics": { "a": { "value": { "framing": "none" } } } }')).toEqual([
    '1:22 /topics/a/value config-invalid topics.a.value: "file", "versions", "subject", "subjects" or "strategy" is missing',
  ]);
});

test('a word where a schema file belongs is taken for a misspelling', async () => {
  expect(await problemsOf('{ "topics": { "a": { "value": "bytes", "key": "String" } } }')).toEqual([
    '1:47 /topics/a/key config-invalid topics.a.key: expected a schema file, "string" or "none", found "String", did you mean "string"?',
    '1:31 /topics/a/value config-invalid topics.a.value: expected a schema file, "string" or "none", found "bytes", did you mean "none"?',
  ]);
});

test('no topics, topics that are no object, and a config that is no object', async () => {
  expect(await problemsOf('{ "topics": {} }')).toEqual([
    '1:3 /topics config-invalid topics: at least one topic is needed',
  ]);
  expect(await problemsOf('{ "topics": [] }')).toEqual([
    '1:13 /topics config-invalid topics: expected an object, found a list',
  ]);
  expect(await problemsOf('{ }')).toEqual(['1:1  config-invalid "topics" is missing']);
  expect(await problemsOf('[1]')).toEqual(['1:1  config-invalid expected an object with "topics", found a list']);
  expect(await problemsOf('"text that may be a secret"')).toEqual([
    '1:1  config-invalid expected an object with "topics", found a string',
  ]);
});

test('a key given twice is refused, wherever it is', async () => {
  const text = `{ "topics": {
  "orders": { "value": "a.avsc" },
  "orders": { "value": "b.avsc", "value": "c.avsc" }
} }`;
  expect(await problemsOf(text)).toEqual([
    '3:34 /topics/orders/value config-invalid topics.orders.value: duplicate setting, first set on line 3',
    '3:3 /topics/orders config-invalid topics.orders: duplicate setting, first set on line 2',
  ]);
});

test('the key __proto__ is refused, but for a topic of that name', async () => {
  const text = `{
  "__proto__": { "output": "x" },
  "topics": {
    "__proto__": { "value": { "versions": { "__proto__": "a.avsc" } } },
    "constructor": { "value": "a.avsc", "fields": { "__proto__": { "long": "number" } } }
  }
}`;
  expect(await problemsOf(text)).toEqual([
    '2:3 /__proto__ config-invalid __proto__: unknown setting; the valid settings are "$schema", "output", "banner", "schemaRoots", "strict", "importExtension", ' +
      '"testRunner", "include", "adapters", "registry", "kafka", "snapshot", "templates", "infra", "defaults" and "topics"',
    '4:45 /topics/__proto__/value/versions/__proto__ config-invalid topics.__proto__.value.versions.__proto__: this name is not allowed',
    '5:53 /topics/constructor/fields/__proto__ config-invalid topics.constructor.fields.__proto__: this name is not allowed',
  ]);
});

test('JSON that does not parse is reported at the first fault', async () => {
  expect(await problemsOf('{\r\n  "topics": {\r\n    "a": { "value" "a.avsc" }\r\n  }\r\n}')).toEqual([
    '3:20  config-syntax not valid JSON: colon expected',
  ]);
  expect(await problemsOf('')).toEqual(['1:1  config-syntax not valid JSON: value expected']);
  expect(await problemsOf('{ "topics": {} } 1')).toEqual(['1:18  config-syntax not valid JSON: end of file expected']);
});
