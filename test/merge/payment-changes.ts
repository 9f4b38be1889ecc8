import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from '../../src/commands/generate.js';
import { exportedNames } from '../../src/merge/exported-names.js';
import type { GeneratedModule, HandlerBranches, UserFile } from '../../src/merge/user-file.js';
import { repository, writeProject } from '../pipeline/temp-project.js';
import { fixedModules, inPlace } from './fixed-modules.js';

/** A change of the example's topic `payment-events`, whose values are a union of records. */
export interface PaymentChange {
  readonly removed?: readonly string[];
  readonly added?: readonly string[];
  /** New names of types, by the old ones. */
  readonly renamed?: Readonly<Record<string, string>>;
  readonly importExtension?: UserFile['importExtension'];
  /** Where the topic is now, and what it is called. */
  readonly moved?: { readonly output: string; readonly as: string };
}

export const paymentChanges: Readonly<Record<string, PaymentChange>> = {
  'a type has another name': { renamed: { PaymentFailed: 'PaymentDeclined' } },
  'a type is new': { added: ['PaymentDisputed'] },
  'a type is gone': { removed: ['PaymentRefunded'] },
  'one type is new, one gone, one renamed, and imports end in .ts': {
    added: ['PaymentDisputed', 'PaymentSettled'],
    removed: ['PaymentRefunded'],
    renamed: { PaymentFailed: 'PaymentDeclined' },
    importExtension: '.ts',
  },
  'imports end without an extension': { importExtension: '' },
  'the folder has moved': { moved: { output: 'src/lambdas/kafka', as: 'payments' } },
};

/** A record schema, as far as it is changed here. */
interface RecordSchema {
  readonly name: string;
  readonly fields: readonly object[];
}

// The example is read by the generator too, which would say so if it were anything else.
const records = readExample('schemas/payment-events.avsc') as readonly RecordSchema[];
const money = readExample('schemas/common/money.avsc');

function readExample(path: string): unknown {
  return JSON.parse(readFileSync(join(repository, 'generated-example', path), 'utf8'));
}

/** The topic generated after a change, and what a file of the team's in its folder has to agree with. */
export interface ChangedPayments {
  readonly root: string;
  /** The topic's folder, relative to the root. */
  readonly folder: string;
  userFile(name: string): UserFile;
  /** The same file once it is at its place, and so are the modules. */
  settled(file: UserFile): UserFile;
}

const before = generatePayments({});

/** Generates the topic as it is after a change. */
export async function changedPayments(change: PaymentChange): Promise<ChangedPayments> {
  const [was, is] = await Promise.all([before, generatePayments(change)]);
  const modules = new Map<string, GeneratedModule>();
  for (const [path, text] of is.files) {
    const home = path.startsWith(`${is.folder}/`) ? was.folder : `${was.output}/_runtime`;
    const from = `${home}/${path.slice(path.lastIndexOf('/') + 1)}`;
    modules.set(path, { from, exports: exportedNames(text), renamed: newNames(change) });
  }
  return {
    root: is.root,
    folder: is.folder,
    userFile: (name) => ({
      path: `${is.folder}/${name}`,
      from: `${was.folder}/${name}`,
      importExtension: change.importExtension ?? '.js',
      modules: fixedModules(modules),
      branches: name.endsWith('.test.ts') ? undefined : branchesAfter(change, `${is.folder}/consumer`),
    }),
    settled: (file) => ({
      ...file,
      from: file.path,
      modules: inPlace(file.modules),
    }),
  };
}

/** A file of the topic as it is generated before any change. */
export async function generatedBefore(name: string): Promise<string | undefined> {
  const { files, folder } = await before;
  return files.get(`${folder}/${name.replace(/\.ts$/, '')}`);
}

interface Generated {
  readonly root: string;
  readonly output: string;
  readonly folder: string;
  /** The texts of modules, by their paths without extension. */
  readonly files: ReadonlyMap<string, string>;
}

async function generatePayments(change: PaymentChange): Promise<Generated> {
  const { importExtension = '.js', moved = { output: 'src/consumers', as: 'payment-events' } } = change;
  const { output } = moved;
  const root = writeProject({
    config: {
      output,
      importExtension,
      testRunner: 'vitest',
      include: ['schemas/common/*.avsc'],
      topics: {
        'payment-events': { as: moved.as, key: 'string', value: 'payment-events.avsc', framing: 'confluent' },
      },
    },
    schemas: { 'schemas/common/money.avsc': money, 'payment-events.avsc': schemaAfter(change) },
  });
  const result = await generate({ cwd: root });
  const paths = result.changes.map(({ path }) => path).filter((path) => path.endsWith('.ts'));
  const text = (path: string) => readFileSync(join(root, path), 'utf8');
  return {
    root,
    output,
    folder: `${output}/${moved.as}`,
    files: new Map(paths.map((path) => [path.replace(/\.ts$/, ''), text(path)])),
  };
}

function schemaAfter({ removed = [], added = [], renamed = {} }: PaymentChange): readonly RecordSchema[] {
  const kept = records.filter(({ name }) => !removed.includes(name));
  const refunded = records.filter(({ name }) => name === 'PaymentRefunded');
  return [
    ...kept.map((record) => ({ ...record, name: renamed[record.name] ?? record.name })),
    ...added.flatMap((name) => refunded.map((record) => ({ ...record, name }))),
  ];
}

function branchesAfter(change: PaymentChange, errors: string): HandlerBranches {
  const former = new Map(Object.entries(change.renamed ?? {}).map(([was, is]) => [is, was]));
  const known = new Set(records.map(({ name }) => name));
  return {
    property: '$type',
    branches: schemaAfter(change).map(({ name }) => {
      const value = fullName(name);
      const formerly = former.get(name);
      return {
        value,
        literal: `'${value}'`,
        isNew: !known.has(name),
        ...(formerly === undefined ? {} : { formerly: fullName(formerly) }),
      };
    }),
    errors,
  };
}

function fullName(name: string): string {
  return `shop.payments.${name}`;
}

/** What the exports of the topic's modules are called now. */
function newNames({ renamed = {}, moved }: PaymentChange): ReadonlyMap<string, string> {
  const names = Object.entries(renamed).flatMap(([was, is]) => [
    [was, is] as const,
    [sample(was), sample(is)] as const,
  ]);
  const topic = moved === undefined ? [] : ['consumePaymentEvents', 'paymentEventsEvent', 'encodePaymentEventsValue'];
  const types = moved === undefined ? [] : ['PaymentEventsValue', 'PaymentEventsRecord', 'PaymentEventsKey'];
  return new Map([...names, ...[...topic, ...types].map((was) => [was, ofTopic(was)] as const)]);
}

function sample(type: string): string {
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}Sample`;
}

function ofTopic(name: string): string {
  return name.replace('PaymentEvents', 'Payments').replace('paymentEvents', 'payments');
}
