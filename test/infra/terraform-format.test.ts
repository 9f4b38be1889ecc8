import { format } from '@cdktf/hcl-tools';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { InfraSettings } from '../../src/config/infra-config.js';
import { printTerraform } from '../../src/infra/print/terraform.js';
import { FEATURES, stackOf, stackOfAll } from './stack-of.js';

test.each([
  ['all features', stackOfAll()],
  ['a local package', stackOf(FEATURES['local package'] ?? {})],
])('%s: the genuine formatter of HCL changes nothing', async (_, stack) => {
  const text = printTerraform(stack);
  expect(await format(text)).toBe(text);
});

const text = fc.string({ unit: fc.constantFrom('a', 'B', '_', '"', '\\', '$', '%', '{', '}', 'é', '😀', '\n') });
const names = fc.string({ unit: fc.constantFrom('a', 'B', '_', '"', 'é', '😀', ' ', '-'), maxLength: 20 });
const texts = fc.dictionary(names, text, { maxKeys: 5 });

/** Settings whose texts, numbers of entries and lengths differ, which is what a formatter looks at. */
const settings: fc.Arbitrary<InfraSettings> = fc.record({
  batchSize: fc.nat(),
  filters: fc.array(fc.dictionary(text, fc.array(fc.oneof(text, fc.nat(), texts), { maxLength: 8 }), { maxKeys: 5 }), {
    maxLength: 3,
  }),
  function: fc.record({ environment: texts }),
  pollers: fc.record({ minimum: fc.nat(), maximum: fc.nat() }, { requiredKeys: [] }),
});

test('a filter can name a field that is called "$"', () => {
  const printed = printTerraform(stackOf({ filters: [{ value: { $: ['x'] } }] }));
  expect(printed).toContain('pattern = jsonencode({');
  expect(printed).toContain('"$" = ["x"]');
});

test('whatever the settings are, the genuine formatter changes nothing', async () => {
  const unchanged = fc.asyncProperty(settings, async (infra) => {
    const printed = printTerraform(stackOf(infra));
    expect(await format(printed)).toBe(printed);
  });
  await fc.assert(unchanged, { numRuns: process.env['TEST_ALL'] === undefined ? 25 : 200 });
});
