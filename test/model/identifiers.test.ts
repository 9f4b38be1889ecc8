import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { NameScope, pascalCase } from '../../src/code/identifiers.js';
import { topicNames } from '../../src/model/topic-names.js';
import { moduleErrors } from '../json-schema/module-errors.js';

// The corpus's own list, whose form its README.md tells.
const topics = JSON.parse(readFileSync(new URL('../corpus/topics/topic-names.json', import.meta.url), 'utf8')) as {
  readonly legal: readonly string[];
};

const RUNS = { numRuns: 3_000, seed: 20_261_123 };

const awkward = [
  'con',
  'CON',
  'prn',
  'aux',
  'nul',
  'com0',
  'COM9',
  'lpt1',
  'index',
  'INDEX',
  'index.ts',
  '_runtime',
  '_Runtime',
  'node_modules',
  'topic',
  '..',
  '...',
  '.',
  '-',
  '_',
  '0',
];

/** Kafka's rule. */
const legalName = fc
  .oneof(
    fc.string({ unit: fc.constantFrom(...Array.from('abzABZ019._-')), minLength: 1, maxLength: 12 }),
    fc
      .array(fc.constantFrom(...awkward, '.', '-', '_', 'a', 'orders'), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('')),
    fc.string({ unit: fc.constantFrom(...Array.from('aZ9._-')), minLength: 240, maxLength: 249 }),
  )
  .filter((name) => name !== '.' && name !== '..' && name.length <= 249);

/** Whether Linux, macOS and Windows all take it as a folder's name that no shell, git or tool reads as something else. */
function isFolderName(name: string): boolean {
  const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(name);
  const taken = ['_runtime', 'node_modules', 'index', 'index.ts', 'index.js'].includes(name.toLowerCase());
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,254}$/.test(name) && !name.endsWith('.') && !device && !taken;
}

function isIdentifier(name: string): boolean {
  return ts.isIdentifierStart(name.charCodeAt(0), ts.ScriptTarget.ES2023) && /^[A-Za-z0-9]+$/.test(name);
}

describe('topicNames', () => {
  test.each(topics.legal)('has a folder and identifiers for the topic %s', (topic) => {
    const { folder, pascal, camel } = topicNames(topic);

    expect([isFolderName(folder), isIdentifier(pascal), isIdentifier(camel)]).toEqual([true, true, true]);
  });

  test('has a folder and identifiers for every legal name (3,000 cases)', () => {
    fc.assert(
      fc.property(legalName, (topic) => {
        const { folder, pascal, camel } = topicNames(topic);
        expect({ folder, is: isFolderName(folder) }).toEqual({ folder, is: true });
        expect({ pascal, is: isIdentifier(pascal) }).toEqual({ pascal, is: true });
        expect({ camel, is: isIdentifier(camel) }).toEqual({ camel, is: true });
      }),
      RUNS,
    );
  });

  test('looks at the name alone: the same name has the same names in any company (3,000 cases)', () => {
    fc.assert(
      fc.property(legalName, legalName, (topic, other) => {
        const alone = topicNames(topic);
        topicNames(other);
        expect(topicNames(topic)).toEqual(alone);
      }),
      RUNS,
    );
  });

  test.each([
    ['orders', 'orders', 'Orders', 'orders'],
    [
      'prod.eu-west-1.payments.card-authorised.v2',
      'prod.eu-west-1.payments.card-authorised.v2',
      'ProdEuWest1PaymentsCardAuthorisedV2',
      'prodEuWest1PaymentsCardAuthorisedV2',
    ],
    ['__consumer_offsets', '__consumer_offsets', 'ConsumerOffsets', 'consumerOffsets'],
    ['__proto__', '__proto__', 'Proto', 'proto'],
    ['007', '007', 'Topic007', 'topic007'],
    ['-leading-dash', 'topic--leading-dash', 'LeadingDash', 'leadingDash'],
    ['trailing.', 'topic-trailing_', 'Trailing', 'trailing'],
    ['...', 'topic-___', 'TopicDotDotDot', 'topicDotDotDot'],
    ['_', '_', 'TopicUnderscore', 'topicUnderscore'],
    ['con', 'topic-con', 'Con', 'con'],
    ['COM1', 'topic-COM1', 'COM1', 'com1'],
    ['nul.x', 'topic-nul.x', 'NulX', 'nulX'],
    ['console', 'console', 'Console', 'console'],
    ['index.ts', 'topic-index.ts', 'IndexTs', 'indexTs'],
    ['SMSEvents', 'SMSEvents', 'SMSEvents', 'smsEvents'],
    ['GCNCircular', 'GCNCircular', 'GCNCircular', 'gcnCircular'],
    ['node_modules', 'topic-node_modules', 'NodeModules', 'nodeModules'],
  ])('names %s readably', (topic, folder, pascal, camel) => {
    expect(topicNames(topic)).toEqual({ folder, pascal, camel });
  });
});

describe('pascalCase', () => {
  test('is an identifier for any text (1,000 cases)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(isIdentifier(pascalCase(text))).toBe(true);
      }),
      { ...RUNS, numRuns: 1_000 },
    );
  });
});

/** Every word that TypeScript knows, contextual ones such as `keyof` among them. */
function keywords(): readonly string[] {
  const kinds = Object.values(ts.SyntaxKind).filter((kind) => typeof kind !== 'string');
  const words = kinds.filter((kind) => kind >= ts.SyntaxKind.FirstKeyword && kind <= ts.SyntaxKind.LastKeyword);
  return [...new Set(words)].map((kind) => ts.tokenToString(kind) ?? '');
}

describe('NameScope', () => {
  test('hands out every name once (1,000 cases)', () => {
    const wanted = fc.constantFrom(
      'a',
      'a_',
      'a2',
      'class',
      'class_',
      'any',
      'keyof',
      'await',
      'undefined',
      '__proto__',
      'constructor',
      'toString',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(wanted, fc.array(wanted, { maxLength: 2 })), { maxLength: 20 }), (claims) => {
        const scope = new NameScope(['a2']);
        const names = claims.map(([name, alternatives]) => scope.claim(name, ...alternatives));
        expect(new Set(['a2', ...names]).size).toBe(names.length + 1);
      }),
      { ...RUNS, numRuns: 1_000 },
    );
  });

  test('hands out no word that the compiler would not take for a type or a variable', () => {
    const scope = new NameScope();
    const words = [
      ...keywords(),
      'arguments',
      'eval',
      'globalThis',
      'NaN',
      'Infinity',
      'constructor',
      '__proto__',
      'hasOwnProperty',
    ];
    const names = words.map((word) => scope.claim(word));

    const source = names
      .map(
        (name) =>
          `interface ${name} { a: 1 }\nconst ${name}: ${name} | null = { a: 1 };\nexport { ${name} };\nexport const of_${name} = ${name}.a;`,
      )
      .join('\n');

    expect(moduleErrors([{ name: 'names.ts', text: `${source}\n` }])).toEqual([]);
  });

  test('takes the wanted name, else an alternative, else a number', () => {
    const scope = new NameScope(['order']);

    expect(['order', 'order', 'order', 'order', 'line'].map((name) => scope.claim(name, 'shopOrder'))).toEqual([
      'shopOrder',
      'order_',
      'order2',
      'order3',
      'line',
    ]);
  });
});
