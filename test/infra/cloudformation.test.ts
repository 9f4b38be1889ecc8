import { createRequire } from 'node:module';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Property, PropertyType } from '@aws-cdk/service-spec-types';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { printCloudFormation } from '../../src/infra/print/cloudformation.js';
import { isList, isMap, type Value } from '../../src/infra/value.js';
import { dayShare } from '../support/day-share.js';
import { FEATURES, stackOf, stackOfAll } from './stack-of.js';

const specification = loadAwsServiceSpecSync();

/** Every way in which a value is not what the resource specification says, as paths. */
function faults(value: Value, type: PropertyType, path: string): readonly string[] {
  if (typeof value === 'object' && !isList(value) && !isMap(value)) return [];
  switch (type.type) {
    case 'ref': {
      const { name, properties } = specification.get('typeDefinition', type.reference.$ref);
      return isMap(value) ? propertyFaults(value, properties, path) : [`${path}: expected ${name}`];
    }
    case 'array':
      return isList(value)
        ? value.flatMap((item) => faults(item, type.element, `${path}[]`))
        : [`${path}: expected a list`];
    case 'map':
      return isMap(value)
        ? Object.entries(value).flatMap(([key, entry]) => faults(entry, type.element, `${path}.${key}`))
        : [`${path}: expected a map`];
    case 'union': {
      const branches = type.types.map((branch) => faults(value, branch, path));
      return branches.some((found) => found.length === 0) ? [] : (branches[0] ?? []);
    }
    case 'integer':
    case 'number':
      return typeof value === 'number' ? [] : [`${path}: expected a number`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${path}: expected a boolean`];
    case 'string':
      return typeof value === 'string' ? [] : [`${path}: expected a string`];
    default:
      return [];
  }
}

function propertyFaults(value: Value, properties: Readonly<Record<string, Property>>, path: string): readonly string[] {
  if (!isMap(value)) return [`${path}: expected an object`];
  const missing = Object.entries(properties).filter(
    ([name, { required }]) => required === true && value[name] === undefined,
  );
  return [
    ...missing.map(([name]) => `${path}.${name}: missing`),
    ...Object.entries(value).flatMap(([name, entry]) => {
      const property = properties[name];
      return property === undefined ? [`${path}.${name}: unknown`] : faults(entry, property.type, `${path}.${name}`);
    }),
  ];
}

test.each(Object.entries(FEATURES))('%s: every property is one of the resource specification', (name, settings) => {
  const { resources } = stackOf(settings, { adapters: ['dynamodb'] });
  const found = resources.flatMap(({ type, properties }) => {
    const { properties: known } = specification.lookup('resource', 'cloudFormationType', 'equals', type).only();
    return propertyFaults(properties, known, type);
  });
  // `aws cloudformation package` replaces the path of a local package by an object.
  expect(found).toEqual(name === 'local package' ? ['AWS::Lambda::Function.Code: expected Code'] : []);
});

interface Finding {
  readonly ruleId: string;
  readonly severity: string;
  readonly message: string;
}

interface Validator {
  readonly CompositeEngine: new () => {
    validateTemplate(template: unknown): { readonly diagnostics: readonly Finding[] };
    free(): void;
  };
  readonly TemplateContent: new (text: string, name: string) => unknown;
}

test(
  "AWS's validator finds nothing in a template of all features but what is explained here",
  { timeout: 120_000 },
  async () => {
    const require = createRequire(import.meta.url);
    const cdk = createRequire(require.resolve('aws-cdk-lib/package.json'));
    const { CompositeEngine, TemplateContent } = cdk('@aws/cloudformation-validate') as Validator;
    const engine = new CompositeEngine();
    const text = await printCloudFormation(stackOfAll(dayShare(Object.values(FEATURES), 4)), 'cloudformation');
    const { diagnostics } = engine.validateTemplate(new TemplateContent(text, 'all features'));
    engine.free();
    expect(diagnostics.length).toBeGreaterThan(0);
    const found = diagnostics.filter(({ ruleId }) => EXPLAINED[ruleId] === undefined);
    expect(found.map(({ ruleId, message }) => `${ruleId} ${message}`)).toEqual([]);
  },
);

const EXPLAINED: Readonly<Record<string, string>> = {
  I3011: 'claims need not survive the stack, so the table has no DeletionPolicy',
  I4010: 'a block of metadata about the architecture is optional',
  I9001: 'a change of the source or the starting position makes a new mapping, as the service wants it',
  I9040: 'tags are those of the stack',
  W2509: 'a parameter is the ARN of a secret, not the secret',
  W9002: 'ARNs in the config are literal where the team gives them so',
  W9013: 'ARNs in the config are literal where the team gives them so',
};

test('a template for SAM has the events of the functions, and what SAM does not know as resources', async () => {
  const kinds: Record<string, string> = {};
  for (const [name, settings] of Object.entries(FEATURES)) {
    const text = await printCloudFormation(stackOf(settings), 'sam');
    const { Resources } = parse(text, { logLevel: 'silent' }) as {
      readonly Resources: Readonly<Record<string, Entry>>;
    };
    const event = Resources['OrdersFunction']?.Properties.Events?.Records.Type;
    kinds[name] = event ?? Resources['OrdersMapping']?.Type ?? Resources['OrdersPipe']?.Type ?? 'none';
  }
  expect(kinds).toEqual({
    defaults: 'MSK',
    everything: 'MSK',
    'Glue registry': 'MSK',
    'Confluent registry': 'MSK',
    'Kafka destination': 'MSK',
    'mutual TLS': 'MSK',
    serverless: 'MSK',
    'another account': 'MSK',
    'self-managed': 'SelfManagedKafka',
    PLAIN: 'SelfManagedKafka',
    OAuth: 'AWS::Lambda::EventSourceMapping',
    'OAuth with IAM': 'AWS::Lambda::EventSourceMapping',
    'IAM of MSK through brokers': 'AWS::Lambda::EventSourceMapping',
    'Queue mode': 'AWS::Lambda::EventSourceMapping',
    pipe: 'AWS::Pipes::Pipe',
    'pipe of a self-managed cluster': 'AWS::Pipes::Pipe',
    'local package': 'MSK',
  });
});

interface Entry {
  readonly Type: string;
  readonly Properties: { readonly Events?: { readonly Records: { readonly Type: string } } };
}
