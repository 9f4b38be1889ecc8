import { describe, expect, it } from 'vitest';

import { readSchemaYaml } from '../../src/sources/schema-yaml.js';

const ORDER = `# An order
$schema: https://json-schema.org/draft/2020-12/schema
type: object
properties:
  id: { type: string, minLength: 1 }
  "a/b~c": &amount
    type: integer
    maximum: 12345678901234567890
  total: *amount
  200: { const: null }
  __proto__: { enum: [1.0, 0x1F, true, ~, '', "é"] }
required: [id]
`;

async function readYaml(text: string) {
  const read = await readSchemaYaml('order.yaml', text);
  if (!('json' in read)) throw new Error(JSON.stringify(read));
  return read;
}

/** The problems, one line each: line, column and message. */
async function problemsOf(text: string): Promise<readonly string[]> {
  const read = await readSchemaYaml('order.yaml', text);
  if ('json' in read) return [];
  return read.map(({ location, message }) => `${location?.line}:${location?.column} ${message}`);
}

describe('a schema in YAML', () => {
  it('is what it would be in JSON, whole numbers past 2^53 as bigint', async () => {
    const { format, json } = await readYaml(ORDER);
    const amount = { type: 'integer', maximum: 12345678901234567890n };
    const properties = {
      id: { type: 'string', minLength: 1 },
      'a/b~c': amount,
      total: amount,
      200: { const: null },
      ['__proto__']: { enum: [1, 31, true, null, '', 'é'] },
    };
    expect(format).toBe('json-schema');
    expect(json).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties,
      required: ['id'],
    });
    expect(Object.hasOwn((json as { properties: object }).properties, '__proto__')).toBe(true);
  });

  it.each([
    ['', 2, 1],
    ['/properties/id/minLength', 5, 34],
    ['/properties/a~1b~0c/maximum', 8, 14],
    ['/properties/total', 9, 10],
    ['/properties/total/type', 7, 11],
    ['/properties/200/const', 10, 17],
    ['/properties/__proto__/enum/1', 11, 28],
    ['/required/0', 12, 12],
    ['/required/7', 12, 11],
    ['/properties/none', 5, 3],
  ])('locates %s at %i:%i', async (pointer, line, column) => {
    const file = await readYaml(ORDER);
    expect(file.locate(pointer)).toEqual({ file: 'order.yaml', pointer, line, column });
  });

  it('may start with a byte order mark and have CRLF', async () => {
    const file = await readYaml('\uFEFFtype: object\r\nrequired:\r\n  - id\r\n');
    expect(file.json).toEqual({ type: 'object', required: ['id'] });
    expect(file.locate('/required/0')).toEqual({ file: 'order.yaml', pointer: '/required/0', line: 3, column: 5 });
  });
});

describe('what YAML says beyond JSON is refused where it stands', () => {
  it.each([
    [
      'a list that is not closed',
      'type: [object',
      ['1:14 not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]'],
    ],
    ['a tag', 'type: !include other.yaml', ['1:7 not YAML: Unresolved tag: !include']],
    ['a tag of YAML 1.1', 'default: !!binary aGk=', ['1:10 not YAML: Unresolved tag: tag:yaml.org,2002:binary']],
    [
      'a second document',
      'type: object\n---\ntype: array\n',
      ['2:1 not YAML: Source contains multiple documents; please use YAML.parseAllDocuments()'],
    ],
    ['a key twice', 'type: object\ntype: array\n', ['2:1 duplicate key "type"']],
    ['a key that is a list', '? [a]\n: 1\n', ['1:3 a key that is not a string']],
    ['a merge key', 'a: &a { b: 1 }\nc:\n  <<: *a\n', ['3:3 merge keys ("<<") are not supported']],
    ['a number that JSON has not', 'maximum: .inf', ['1:10 a number that JSON does not have']],
    ['an alias to nothing', 'a: *b\nb: &b 1\n', ['1:4 the anchor "b" is not defined before this alias']],
    ['an alias to what is around it', 'a: &a\n  b: *a\n', ['2:3 nested more than 1000 deep']],
    ['lists without end', '['.repeat(10_000), ['1:1 nested more than 1000 deep']],
  ])('%s', async (_, text, problems) => {
    expect(await problemsOf(text)).toEqual(problems);
  });

  it('aliases that grow to a billion values', async () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 10; level++) {
      const before = Array.from({ length: 10 }, () => `*a${level - 1}`).join(', ');
      lines.push(`a${level}: &a${level} [${before}]`);
    }
    const [problem, ...others] = await problemsOf(lines.join('\n'));
    expect(problem).toMatch(/^\d:\d+ aliases repeat more than 100000 values$/);
    expect(others).toEqual([]);
  });
});
