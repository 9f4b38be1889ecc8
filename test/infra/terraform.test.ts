import { parse } from '@cdktf/hcl2json';
import { expect, test } from 'vitest';
import { printTerraform } from '../../src/infra/print/terraform.js';
import { FEATURES, stackOf, stackOfAll } from './stack-of.js';
import { PROVIDER } from './terraform-provider.js';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** The arguments and blocks of a resource, blocks below blocks too: `ttl.enabled`. */
function names(body: Json, path = ''): readonly string[] {
  if (typeof body !== 'object' || body === null) return [];
  if (Array.isArray(body)) return body.flatMap((item: Json) => names(item, path));
  return Object.entries(body as Readonly<Record<string, Json>>).flatMap(([name, value]) => {
    const isBlock = Array.isArray(value) && value.every((item) => typeof item === 'object' && !Array.isArray(item));
    return isBlock ? [`${path}${name}`, ...names(value as Json, `${path}${name}.`)] : [`${path}${name}`];
  });
}

test.each([
  ['all features', stackOfAll()],
  ['a local package', stackOf(FEATURES['local package'] ?? {})],
])('%s: every argument and block is one of the provider', async (_, stack) => {
  const text = printTerraform(stack);
  const { resource } = (await parse('consumers.tf', text)) as { readonly resource: Readonly<Record<string, Json>> };
  const unknown = Object.entries(resource).flatMap(([type, instances]) => {
    const known = PROVIDER[type];
    if (known === undefined) return [type];
    const bodies = Object.values(instances as Readonly<Record<string, Json>>);
    return (
      bodies
        .flatMap((body) => names(body))
        // Any resource can have it.
        .filter((name) => name !== 'depends_on' && !known.includes(name))
        .map((name) => `${type}: ${name}`)
    );
  });
  expect(unknown).toEqual([]);
});

test('what the service checks the permissions for waits for its policies', async () => {
  const stack = stackOf({ function: { vpc: { subnets: ['subnet-1'], securityGroups: ['sg-1'] } } });
  const piped = stackOf({ shape: 'pipe' });
  const all = await Promise.all([stack, piped].map((one) => parse('consumers.tf', printTerraform(one))));
  const waits = all.flatMap((text) => {
    const { resource } = text as { readonly resource: Readonly<Record<string, Readonly<Record<string, Json>>>> };
    return Object.entries(resource).flatMap(([type, instances]) =>
      Object.values(instances)
        .flat()
        .flatMap((body) => (JSON.stringify(body).includes('depends_on') ? [type] : [])),
    );
  });
  expect(waits).toEqual(['aws_lambda_event_source_mapping', 'aws_lambda_function', 'aws_pipes_pipe']);
});
