import { expect, test } from 'vitest';

import { run } from '../cli/run.js';
import { avroRecord, configOf, gitProject } from './git-project.js';

const config = 'gen-msk-consumer.config.json';
const schema = 'order.avsc';

const before = avroRecord('Order', { id: 'string', total: 'int', gone: { type: 'string', default: '' } });
const after = avroRecord('Order', { id: 'string', total: 'long', note: { type: ['null', 'string'], default: null } });

function shop(topics: object = {}) {
  const project = gitProject({
    [config]: configOf({ orders: { value: { versions: { 1: schema } } }, same: { value: 'string' }, ...topics }),
    [schema]: before,
  });
  return project;
}

/** How text says that the older schema can be kept as a version. */
const next = [
  '  next: Keep the old file as a version, so that records of both schemas are decoded by their id: npx gen-msk-consumer diff --apply --topic orders --ids 1..<newer id>',
  '    It copies the old file to order.1.avsc and puts this into the config of the topic:',
  '      "value": {',
  '        "versions": {',
  '          "1": "order.1.avsc",',
  '          "<id of the newer schema>": "order.avsc"',
  '        }',
  '      }',
];

/** What JSON says of it. */
const keep = { file: 'order.avsc', olderFile: 'order.1.avsc', olderId: '1', newerId: null, others: [] };

test('text: topic, versions, changes with their effect and reason, the verdict', async () => {
  const { root, write } = shop({ old: { value: 'none' } });
  write({
    [schema]: after,
    [config]: configOf({
      orders: { value: { versions: { 1: schema } } },
      same: { value: 'string' },
      young: { value: 'none' },
    }),
  });
  expect(await run(['diff'], { cwd: root })).toEqual({
    exitCode: 1,
    stderr: '',
    stdout: [
      'HEAD -> the working tree',
      '',
      '- old: topic removed',
      '',
      'orders value: 1 (order.avsc)',
      '  ~ total: int -> long   breaks',
      '  + note: string | null  types change',
      '  - gone: string         types change',
      '  The deployed consumer cannot read all new records:',
      "      total: the writer's long is not an int",
      ...next,
      '  next: Deploy the consumer first, then the producer (docs/deployment-order.md of this package).',
      '',
      '+ young: topic added',
      '',
      'Breaks: 1 topic changed, 1 added, 1 removed, 1 unchanged.',
      '',
    ].join('\n'),
  });
});

test('text: nothing has changed', async () => {
  const { root } = shop();
  const stdout = 'HEAD -> the working tree\n\nNo changes: 2 topics are unchanged.\n';
  expect(await run(['diff'], { cwd: root })).toEqual({ exitCode: 0, stdout, stderr: '' });
});

test('text: types that change and break nothing are exit code 0', async () => {
  const { root, write } = shop();
  write({ [schema]: avroRecord('Order', { id: 'string', total: 'int' }) });
  const { exitCode, stdout } = await run(['diff'], { cwd: root });
  expect([exitCode, stdout.split('\n').slice(2)]).toEqual([
    0,
    [
      'orders value: 1 (order.avsc)',
      '  - gone: string  types change',
      '  New records can be read with the old schema, and old records with the new one.',
      ...next,
      '',
      'Type changes only, nothing breaks: 1 topic changed, 1 unchanged.',
      '',
    ],
  ]);
});

test('text: a record that is read as something else', async () => {
  const status = (...symbols: readonly string[]): string =>
    avroRecord('Order', {
      status: { type: { type: 'enum', name: 'Status', symbols, default: 'OTHER' }, default: 'OTHER' },
    });
  const { root, commit, write } = shop();
  commit({ [schema]: status('OPEN', 'OTHER') });
  write({ [schema]: status('OPEN', 'OTHER', 'SENT') });
  const { exitCode, stdout } = await run(['diff'], { cwd: root });
  expect([exitCode, stdout.split('\n')]).toEqual([
    1,
    [
      'HEAD -> the working tree',
      '',
      'orders value: 1 (order.avsc)',
      '  + status value: SENT  breaks',
      '  The deployed consumer decodes some new records to different values:',
      `      status: "SENT" is decoded as "OTHER", the reader's default`,
      ...next,
      '',
      'Breaks: 1 topic changed, 1 unchanged.',
      '',
    ],
  ]);
});

test('text: colours on a terminal, none with --no-color, nothing at all with --quiet', async () => {
  const { root, write } = shop();
  write({ [schema]: after });
  const colored = await run(['diff'], { cwd: root, isTTY: true });
  expect(colored.stdout).toContain('\u001B[31mBreaks: 1 topic changed, 1 unchanged.\u001B[39m');
  const plain = await run(['diff', '--no-color'], { cwd: root, isTTY: true });
  expect(plain.stdout).toContain('\nBreaks: 1 topic changed, 1 unchanged.\n');
  expect(await run(['diff', '--quiet'], { cwd: root })).toEqual({ exitCode: 1, stdout: '', stderr: '' });
});

test("text: a registry's terms", async () => {
  const { root, write } = shop();
  write({ [schema]: after });
  const { stdout } = await run(['diff', '--compatibility'], { cwd: root });
  expect(stdout.split('\n').slice(8, -12)).toEqual([
    '  Registry compatibility:',
    '    BACKWARD             yes',
    '    BACKWARD_TRANSITIVE  yes',
    '    FORWARD              no',
    '    FORWARD_TRANSITIVE   no',
    '    FULL                 no',
    '    FULL_TRANSITIVE      no',
    '    1 (order.avsc) at HEAD -> 1 (order.avsc)',
    '      new reads old: yes, old reads new: no',
    "      Order.total: the writer's long is not an int",
  ]);
});

test('json: the whole report', async () => {
  const { root, write } = shop();
  write({ [schema]: avroRecord('Order', { id: 'string', total: 'int' }) });
  const { exitCode, stdout, stderr } = await run(['diff', '--format', 'json'], { cwd: root });
  const version = { name: '1 (order.avsc)', version: null, id: '1', file: 'order.avsc' };
  expect([exitCode, stderr, JSON.parse(stdout)]).toEqual([
    0,
    '',
    {
      version: 1,
      command: 'diff',
      exitCode: 0,
      root,
      before: 'HEAD',
      after: 'the working tree',
      effect: 'types',
      topics: [
        {
          topic: 'orders',
          change: 'changed',
          parts: [
            {
              part: 'value',
              before: version,
              after: version,
              comparison: {
                effect: 'types',
                changes: [{ path: 'gone', kind: 'removed', before: 'string', effect: 'types' }],
                deployedReadsNew: { answer: 'yes', reasons: [] },
                regeneratedReadsOld: { answer: 'yes', reasons: [] },
              },
              versions: { added: [], removed: [], edited: [] },
              keep,
            },
          ],
        },
        { topic: 'same', change: 'unchanged', parts: [] },
      ],
      impacts: [],
      diagnostics: [],
    },
  ]);
});

test('json: a comparison that could not be made', async () => {
  const { root } = shop();
  const { exitCode, stdout } = await run(['diff', 'nope', '--format', 'json'], { cwd: root });
  expect([exitCode, JSON.parse(stdout)]).toEqual([
    2,
    {
      version: 1,
      command: 'diff',
      exitCode: 2,
      root,
      before: 'nope',
      after: 'the working tree',
      effect: 'safe',
      topics: [],
      diagnostics: [
        {
          code: 'revision-unknown',
          severity: 'error',
          message: 'the commit "nope" was not found',
          help: 'Name a commit, branch or tag; in a shallow clone fetch it first (`git fetch --unshallow`, or "fetch-depth: 0").',
        },
      ],
    },
  ]);
});

test('markdown: a comment for a pull request', async () => {
  const { root, write } = shop();
  write({ [schema]: after });
  const { exitCode, stdout, stderr } = await run(['diff', '--format', 'markdown', '--compatibility'], { cwd: root });
  const code = (text: string): string => `<code>${text}</code>`;
  const [shown, next] = stdout.split('\n\nNext: ');
  expect(next).toContain('<code>Keep the old file as a version');
  expect(next).toContain('\n\n```json\n"value": {\n');
  expect([exitCode, stderr, shown]).toEqual([
    1,
    '',
    [
      `### Schemas: ${code('HEAD')} → ${code('the working tree')}`,
      '**Breaks: 1 topic changed, 1 unchanged.**',
      `#### ${code('orders')} value: breaks`,
      code('1 &#40;order.avsc&#41;'),
      [
        '| | field | change | effect |',
        '| --- | --- | --- | --- |',
        `| \`~\` | ${code('total')} | ${code('int')} → ${code('long')} | **breaks** |`,
        `| \`+\` | ${code('note')} | ${code('string &#124; null')} | types change |`,
        `| \`-\` | ${code('gone')} | ${code('string')} | types change |`,
      ].join('\n'),
      'The deployed consumer cannot read all new records:',
      `- ${code('total&#58; the writer&#39;s long is not an int')}`,
      [
        '| registry mode | satisfied |',
        '| --- | --- |',
        '| BACKWARD | yes |',
        '| BACKWARD_TRANSITIVE | yes |',
        '| FORWARD | no |',
        '| FORWARD_TRANSITIVE | no |',
        '| FULL | no |',
        '| FULL_TRANSITIVE | no |',
      ].join('\n'),
      [
        '| older | newer | new reads old | old reads new |',
        '| --- | --- | --- | --- |',
        `| ${code('1 &#40;order.avsc&#41; at HEAD')} | ${code('1 &#40;order.avsc&#41;')} | yes | no |`,
      ].join('\n'),
    ].join('\n\n'),
  ]);
});

test('markdown: a failure, and nothing to tell', async () => {
  const { root } = shop();
  expect((await run(['diff', 'no|pe', '--format', 'markdown'], { cwd: root })).stdout).toBe(
    '### Schemas: <code>no&#124;pe</code> → <code>the working tree</code>\n\n**The schemas could not be compared.**\n\n' +
      'error `revision-unknown`: <code>the commit &#34;no&#124;pe&#34; was not found</code>\n',
  );
  expect((await run(['diff', '--format', 'markdown'], { cwd: root })).stdout).toBe(
    '### Schemas: <code>HEAD</code> → <code>the working tree</code>\n\n**No changes: 2 topics are unchanged.**\n',
  );
});

/** What a schema may hold that a terminal or Markdown would obey. */
const hostile = [
  '\u001B[2J\u001B]0;title\u0007',
  '</code><script>alert(1)</script>',
  '` | ``` @org/team #1 https://x.example <!-- [a](b) ![c](d)',
  '\r\n## heading\n\n| a |\n',
  '\u202Egnp.exe',
  '::error::x',
];

test('text of schemas is shown and never obeyed', async () => {
  const symbols = ['A', 'B'];
  const text = (docs: readonly string[]): string =>
    JSON.stringify({
      type: 'record',
      name: 'Order',
      doc: docs[0],
      fields: docs.map((doc, index) => ({
        name: `f${index}`,
        doc,
        type: { type: 'enum', name: `E${index}`, symbols },
        default: 'A',
      })),
    });
  const json = (keys: readonly string[]): string =>
    JSON.stringify({ type: 'object', properties: Object.fromEntries(keys.map((key) => [key, { enum: [key, 1] }])) });
  const topics = { parcels: { value: { file: 'parcel.json', framing: 'none' } } };
  const { root, write } = shop(topics);
  write({ [schema]: text(['old', ...hostile]), 'parcel.json': json([]) });
  const project = gitProject({
    [config]: configOf({ orders: { value: schema }, ...topics }),
    [schema]: text(hostile.map(() => 'old')),
    'parcel.json': json(['old']),
  });
  project.write({ [schema]: text(hostile), 'parcel.json': json(hostile) });
  expect((await run(['diff'], { cwd: root })).exitCode).toBe(2);

  const shown = await run(['diff', '--compatibility'], { cwd: project.root });
  expect(shown.stdout).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/);
  expect(shown.stdout.split('\n').filter((line) => /^(?:##|::|\|)/.test(line))).toEqual([]);

  const { stdout } = await run(['diff', '--compatibility', '--format', 'markdown'], { cwd: project.root });
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/);
  // Within code no character is left that Markdown, HTML or GitHub would see anything in.
  const codes = Array.from(stdout.matchAll(/<code>(.*?)<\/code>/g), ([, inner = '']) => inner);
  expect(codes.filter((inner) => /[<>`|@[\]*_]|&(?!#\d+;)|#(?!\d+;)/.test(inner))).toEqual([]);
  const rest = stdout.replaceAll(/<code>.*?<\/code>/g, '');
  expect(rest).not.toMatch(/script|heading|example|@org/);
});

test('a comparison that is too long for a comment is cut between blocks', async () => {
  const fields = (type: string) =>
    Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`a_field_with_a_long_name_${index}`, type]));
  const topics = Object.fromEntries(
    Array.from({ length: 9 }, (_, index) => [`t${index}`, { value: { versions: { 1: schema } } }]),
  );
  const { root, write } = gitProject({ [config]: configOf(topics), [schema]: avroRecord('Order', fields('int')) });
  write({ [schema]: avroRecord('Order', fields('long')) });
  const { stdout } = await run(['diff', '--format', 'markdown'], { cwd: root });
  expect(stdout.length).toBeLessThan(65_536);
  expect(stdout.endsWith('\n\nThe rest was omitted: the comment is at its size limit.\n')).toBe(true);
});
