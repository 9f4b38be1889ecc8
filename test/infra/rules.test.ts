import { describe, expect, test } from 'vitest';
import { diagnosticKinds } from '../../src/diagnostics/diagnostic-codes.js';
import { findingsIn, type Given } from './check-text.js';
import { featureCases } from './rule-cases/features.js';
import { rangeCases } from './rule-cases/ranges.js';
import { recordCases } from './rule-cases/records.js';
import { cloudFormationText, terraformText } from './rule-cases/rule-case.js';
import { sourceCases } from './rule-cases/source.js';

const cases = [...rangeCases, ...sourceCases, ...featureCases, ...recordCases];

async function codesIn(file: string, text: string, given: Given | undefined): Promise<readonly string[]> {
  const found = await findingsIn(file, text, given);
  return found.map((line) => line.split(' ')[1] ?? '');
}

const titled = cases.map((one) => ({
  title: [one.code, ...(one.about === undefined ? [] : [one.about])].join(': '),
  one,
}));

describe.each(titled)('$title', ({ one: { code, cloudFormation, terraform, given } }) => {
  test('is found in a template that breaks it', async () => {
    expect(await codesIn('template.json', cloudFormationText(cloudFormation.breaks), given)).toContain(code);
    expect(await codesIn('main.tf', terraformText(terraform.breaks), given)).toContain(code);
  });
  test('is not found in one that looks alike', async () => {
    expect(await codesIn('template.json', cloudFormationText(cloudFormation.keeps), given)).not.toContain(code);
    expect(await codesIn('main.tf', terraformText(terraform.keeps), given)).not.toContain(code);
  });
});

test('every rule has such templates, for both tools', () => {
  const codes = Object.keys(diagnosticKinds).filter((code) => code.startsWith('infra-'));
  expect(cases.map(({ code }) => code as string)).toEqual(expect.arrayContaining(codes));
});

test('no template that keeps a rule is the one that breaks it', () => {
  const same = cases.filter(
    ({ cloudFormation, terraform }) =>
      cloudFormationText(cloudFormation.breaks) === cloudFormationText(cloudFormation.keeps) ||
      terraformText(terraform.breaks) === terraformText(terraform.keeps),
  );
  expect(same.map(({ code }) => code)).toEqual([]);
});
