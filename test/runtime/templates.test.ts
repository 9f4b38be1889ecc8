import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HandlerData, HandlerTestData } from '../../src/emit/template-data.js';
import { runtimeFiles } from '../../src/emit/runtime-files.js';
import { filled } from '../emit/filled.js';
import { dayShare } from '../support/day-share.js';

const run = promisify(execFile);

const root = fileURLToPath(new URL('../../', import.meta.url));

function poisonOf(encoded: string): string {
  return `const encoded = ${encoded};\n  const undecodable = encoded.subarray(0, -1);`;
}

const orders = {
  topic: 'orders',
  pascal: 'Orders',
  camel: 'orders',
  ext: '.js',
  typeName: 'Order',
  tag: '',
  loggedTag: '',
  branches: null,
  jest: false,
  fixtureImport: "import { encodeOrdersValue, ordersEvent, orderSample, simulate } from './fixture.js';",
  everyType: 'const event = ordersEvent([{ value: orderSample }]);',
  poison: poisonOf('encodeOrdersValue(orderSample)'),
  reportBatchItemFailures: false,
  handlerType: 'KafkaHandler',
  allHandled: 'toBeUndefined()',
};

const shopEvents = {
  topic: 'shop-events',
  pascal: 'ShopEvents',
  camel: 'shopEvents',
  ext: '.js',
  typeName: 'ShopEventsValue',
  tag: 'event.$type',
  loggedTag: '${event.$type}',
  branches: [
    { typeName: 'OrderPlaced', discriminant: "'shop.OrderPlaced'" },
    { typeName: 'OrderCancelled', discriminant: "'shop.OrderCancelled'" },
  ],
  jest: false,
  fixtureImport: `import {
  encodeShopEventsValue,
  orderCancelledSample,
  orderPlacedSample,
  shopEventsEvent,
  simulate,
} from './fixture.js';`,
  everyType: 'const event = shopEventsEvent([{ value: orderPlacedSample }, { value: orderCancelledSample }]);',
  poison: poisonOf('encodeShopEventsValue(orderPlacedSample)'),
  reportBatchItemFailures: true,
  handlerType: 'KafkaBatchHandler',
  allHandled: 'toEqual(allHandled)',
};

type Topic = HandlerData & Omit<HandlerTestData, 'branches'>;

function render(template: 'handler' | 'handler.test' | 'handler.test.node', topic: Topic): string {
  if (template === 'handler') return filled({ template, data: topic });
  const own = topic.reportBatchItemFailures ? 'allHandled' : 'undefined';
  const allHandled = template === 'handler.test.node' ? own : topic.allHandled;
  return filled({ template, data: { ...topic, allHandled, branches: topic.branches !== null } });
}

function golden(file: string): string {
  return readFileSync(new URL(`golden/${file}`, import.meta.url), 'utf8');
}

describe.each([orders, shopEvents])('for the topic $topic', (topic) => {
  test.each(['handler', 'handler.test'] as const)('the template of %s.ts gives the golden file', async (name) => {
    await expect(render(name, topic)).toMatchFileSnapshot(`golden/${topic.topic}/${name}.ts`);
  });

  test('the test for Jest differs from that for Vitest in where its functions come from', () => {
    const vitest = render('handler.test', topic);

    expect(render('handler.test', { ...topic, jest: true })).toBe(
      vitest
        .replace("expect, test, vi } from 'vitest'", "expect, jest, test } from '@jest/globals'")
        .replaceAll('vi.', 'jest.'),
    );
  });

  test('where any bytes are a value, there is no test of bytes that are none', () => {
    const vitest = render('handler.test', { ...topic, poison: null });
    const node = render('handler.test.node', { ...topic, poison: null });

    expect(vitest.match(/^test\('.*'/gm)).toHaveLength(4);
    expect(node.match(/^void test\('.*'/gm)).toHaveLength(4);
    expect(vitest + node).not.toContain('cutShort');
  });
});

describe('the generated project', () => {
  const project = path.join(root, '.tmp', `templates-${process.pid}`);
  const modules = [
    'errors',
    'consume/consume-records',
    'kafka/framing',
    'kafka/plain-read',
    'consume/by-type',
    'kafka/record-schema-id',
    'simulate/frame-encode',
    'simulate/sample-event',
    'simulate/simulate',
  ];

  function write(file: string, content: string): void {
    const target = path.join(project, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  }

  beforeAll(() => {
    for (const { path: file, body } of runtimeFiles(modules, { output: '.', importExtension: '.js' }))
      write(file, body);
    for (const topic of [orders, shopEvents]) {
      for (const file of ['types', 'decoder', 'consumer', 'fixture', 'handler', 'handler.test']) {
        write(
          `${topic.topic}/${file}.ts`,
          golden(`${topic.topic}/${file}.ts`).replaceAll('../../../../src/runtime/', '../_runtime/'),
        );
      }
      write(`${topic.topic}/handler.node.test.ts`, render('handler.test.node', topic));
    }
    write('package.json', '{ "type": "module" }');
  });

  afterAll(() => rmSync(project, { recursive: true, force: true }));

  function compile(typescript: string, ...options: readonly string[]): Promise<{ stdout: string }> {
    write(
      `tsconfig.${typescript}.json`,
      JSON.stringify({
        compilerOptions: {
          target: 'ES2022',
          lib: ['ES2022'],
          types: ['node'],
          strict: true,
          noUncheckedIndexedAccess: true,
          exactOptionalPropertyTypes: true,
          verbatimModuleSyntax: true,
          isolatedModules: true,
          noUnusedLocals: true,
          noUnusedParameters: true,
          noPropertyAccessFromIndexSignature: true,
          noImplicitReturns: true,
          noImplicitOverride: true,
          skipLibCheck: true,
          // An option since 5.8.
          ...(typescript === 'typescript-5.5' ? {} : { erasableSyntaxOnly: true }),
        },
        include: ['**/*.ts'],
      }),
    );
    const compiler = path.join(root, 'node_modules', typescript, 'bin', 'tsc');
    const args = [compiler, '-p', `tsconfig.${typescript}.json`, ...options];
    return run(process.execPath, args, { cwd: project }).catch((error: unknown) => {
      // The compiler's findings are on stdout, which the error of a failed process does not show.
      throw new Error(String((error as { readonly stdout?: unknown }).stdout));
    });
  }

  const compilers = [
    ['typescript-5.5', 'NodeNext', 'NodeNext'],
    ['typescript', 'NodeNext', 'NodeNext'],
    ['typescript-6', 'ESNext', 'Bundler'],
    ['typescript-7', 'NodeNext', 'NodeNext'],
    ['typescript-5.5', 'ESNext', 'Bundler'],
  ] as const;

  // Each of them compiles what these templates give for another project in pipeline/compilers.test.ts.
  test.each(dayShare(compilers, 2))('compiles with %s under %s, %s', async (typescript, module, resolution) => {
    expect(await compile(typescript, '--noEmit', '--module', module, '--moduleResolution', resolution)).toEqual({
      stdout: '',
      stderr: '',
    });
  });

  test('does not compile when the handler lacks a case', async () => {
    const handler = golden('shop-events/handler.ts');
    const cut = handler
      .replace(/ {4}case 'shop\.OrderCancelled':\n.*\n.*\n/, '')
      .replaceAll('../../../../src/runtime/', '../_runtime/');
    expect(cut.length).toBeLessThan(handler.length);
    write('lacking/handler.ts', cut.replace("'./consumer.js'", "'../shop-events/consumer.js'"));

    const outcome = compile('typescript-7', '--noEmit', '--module', 'NodeNext');

    await expect(outcome).rejects.toThrow(
      /^lacking\/handler\.ts\(.*Type 'OrderCancelled' does not satisfy the expected type 'never'\.\n$/m,
    );
    rmSync(path.join(project, 'lacking'), { recursive: true });
  });

  test("passes its tests with Node's own runner", async () => {
    await compile('typescript-7', '--module', 'NodeNext', '--outDir', 'out');
    const tests = [orders, shopEvents].map(({ topic }) => `out/${topic}/handler.node.test.js`);

    const { stdout } = await run(process.execPath, ['--test', '--test-reporter=tap', ...tests], {
      cwd: project,
      // Vitest's own, which would make the runner think it is inside another.
      env: { PATH: process.env['PATH'] },
    });

    expect(stdout).toMatch(/^# tests 10\n# suites 0\n# pass 10\n# fail 0\n/m);
  });
});
