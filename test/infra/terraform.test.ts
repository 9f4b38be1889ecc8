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
    return bodies
      .flatMap((body) => names(body))
      .filter((name) => !known.includes(name))
      .map((name) => `${type}: ${name}`);
  });
  expect(unknown).toEqual([]);
});
