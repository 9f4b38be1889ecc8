import { expect, it } from 'vitest';

import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { DRAFTS } from '../../src/json-schema/read/keywords.js';
import { SUITE_FILE, suiteDocuments, suiteGroups } from './build-suite.js';
import { refusedLines } from './refused-lines.js';
import { jsonLiteral, typesText } from './types-in-memory.js';

it.each(DRAFTS)(
  'draft %s: every valid value of the official suite is one of its type',
  async (draft) => {
    const modules: { name: string; text: string }[] = [];
    const valid = new Map<string, string>();
    const invalid = new Set<string>();
    for (const group of [...suiteGroups(draft, 'required'), ...suiteGroups(draft, 'optional')]) {
      const { schema } = buildJsonSchema(SUITE_FILE, suiteDocuments(group), DEFAULT_JSON_SETTINGS);
      if (schema === undefined) throw new Error(`${group.path}: ${group.description} is no schema`);
      const lines = (await typesText(schema)).split('\n');
      const name = `group${modules.length}.ts`;
      for (const [index, { data, valid: isValid, description }] of group.tests.entries()) {
        lines.push(`export const value${index}: OrdersValue = ${jsonLiteral(data)};`);
        if (isValid) valid.set(`${name}:${lines.length}`, `${group.path}: ${group.description}: ${description}`);
        else invalid.add(`${name}:${lines.length}`);
      }
      modules.push({ name, text: lines.join('\n') });
    }
    const refused = refusedLines(modules);
    expect(
      [...refused].filter(([line]) => !invalid.has(line)).map(([line, why]) => [valid.get(line) ?? line, why]),
    ).toEqual([]);
    // Bounds, patterns and the like are beyond a type: more than a third of the invalid values is refused all the same.
    expect(refused.size / invalid.size).toBeGreaterThan(1 / 3);
  },
  120_000,
);
