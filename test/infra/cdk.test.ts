import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { App, Stack as CdkStack } from 'aws-cdk-lib/core';
import { Template } from 'aws-cdk-lib/assertions';
import type { Construct } from 'constructs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { parse, type ScalarTag, type CollectionTag } from 'yaml';
import { printCdk } from '../../src/infra/print/cdk.js';
import { printCloudFormation } from '../../src/infra/print/cloudformation.js';
import { compilerErrors } from '../support/compiler-errors.js';
import { CLUSTER, stackOfAll } from './stack-of.js';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

const stack = stackOfAll();
const valueOf = (parameter: string): string => (parameter === 'ClusterArn' ? CLUSTER : `<${parameter}>`);
const parameters = Object.fromEntries(
  stack.parameters.map(({ name }) => [name.slice(0, 1).toLowerCase() + name.slice(1), valueOf(name)]),
);

/** Below the project, whose packages it imports. */
const folder = join(process.cwd(), `test/infra/.cdk-${process.pid}`);
const file = join(folder, 'consumers.ts');

beforeAll(() => {
  // Synthesis would look at every template with its own rules, for which another test has them.
  vi.stubEnv('CDK_VALIDATION', 'false');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, printCdk(stack));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the construct compiles with aws-cdk-lib, in strict mode', { timeout: 120_000 }, () => {
  const options = {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noUnusedLocals: true,
    module: 'nodenext',
    target: 'es2023',
    types: ['node'],
  };
  expect(compilerErrors(process.cwd(), [file], options)).toEqual([]);
});

test('it synthesizes the resources of our template for CloudFormation', { timeout: 120_000 }, async () => {
  const { Consumers } = (await import(pathToFileURL(file).href)) as {
    readonly Consumers: new (scope: Construct, id: string, props: object) => Construct;
  };
  const app = new App();
  const host = new CdkStack(app, 'Host');
  new Consumers(host, 'Consumers', parameters);
  const synthesizedTemplate: unknown = Template.fromStack(host).toJSON();
  const { Resources: made } = synthesizedTemplate as { readonly Resources: Readonly<Record<string, Json>> };
  const ids = new Map(Object.keys(made).map((id) => [id, id.replace(/^Consumers(\w+?)[0-9A-F]{8}$/, '$1')]));
  const synthesized = Object.fromEntries(
    Object.entries(made).map(([id, resource]) => [ids.get(id) ?? id, plain(resource, ids)]),
  );
  const text = await printCloudFormation(stack, 'cloudformation');
  const template: unknown = parse(text, { customTags: TAGS });
  const { Resources: own } = template as { readonly Resources: Readonly<Record<string, Json>> };
  expect(synthesized).toEqual(
    Object.fromEntries(Object.entries(own).map(([id, resource]) => [id, plain(resource, ids)])),
  );
});

/** The short tags of CloudFormation as the functions that they stand for. */
const TAGS = ['Ref', 'GetAtt', 'Sub', 'Join', 'Split'].flatMap((name): (ScalarTag | CollectionTag)[] => {
  const key = name === 'Ref' ? 'Ref' : `Fn::${name}`;
  return [
    { tag: `!${name}`, resolve: (value: string) => ({ [key]: name === 'GetAtt' ? value.split('.') : value }) },
    {
      tag: `!${name}`,
      collection: 'seq',
      resolve: (list) => ({ [key]: (list as { toJSON(): Json }).toJSON() }),
    },
  ];
});

/** A value with its functions as texts, in the notation of `!Sub`, whichever function it was written with. */
function plain(value: Json, ids: ReadonlyMap<string, string>): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => plain(item, ids));
  const entries = Object.entries(value as Readonly<Record<string, Json>>);
  const [first] = entries;
  if (first !== undefined && entries.length === 1) {
    const text = functionText(first[0], first[1], ids);
    if (text !== undefined) return text;
  }
  return Object.fromEntries(
    entries.map(([name, entry]) => [name, name === 'DependsOn' ? names(entry, ids) : plain(entry, ids)]),
  );
}

function names(value: Json, ids: ReadonlyMap<string, string>): Json {
  return [value].flat().map((id) => ids.get(textIn(id)) ?? id);
}

const isParameter = (name: string): boolean => stack.parameters.some((one) => one.name === name);

function functionText(name: string, argument: Json, ids: ReadonlyMap<string, string>): string | undefined {
  const list = (Array.isArray(argument) ? argument : [argument]) as readonly Json[];
  switch (name) {
    case 'Ref':
      return isParameter(textIn(argument))
        ? valueOf(textIn(argument))
        : `\${${ids.get(textIn(argument)) ?? textIn(argument)}}`;
    case 'Fn::GetAtt':
      return `\${${ids.get(textIn(list[0])) ?? textIn(list[0])}.${textIn(list[1])}}`;
    case 'Fn::Join': {
      const [between, parts] = list;
      // The parts of a split text: joining them replaces what it was split by.
      if (!Array.isArray(parts)) return textIn(plain(parts ?? null, ids)).replaceAll('\u0000', textIn(between));
      return parts.map((part: Json) => textIn(plain(part, ids))).join(textIn(between));
    }
    case 'Fn::Split':
      return textIn(plain(list[1] ?? null, ids)).replaceAll(textIn(list[0]), '\u0000');
    case 'Fn::Sub': {
      const [template, variables] = list;
      return textIn(template).replaceAll(/\$\{(\w+)\}/g, (whole, key: string) => {
        const value =
          typeof variables === 'object' && variables !== null
            ? (variables as Readonly<Record<string, Json>>)[key]
            : undefined;
        return value === undefined ? (isParameter(key) ? valueOf(key) : whole) : textIn(plain(value, ids));
      });
    }
    default:
      return undefined;
  }
}

/** A value that should be a text, as one. */
function textIn(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
