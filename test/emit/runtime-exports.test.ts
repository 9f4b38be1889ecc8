import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ADAPTERS } from '../../src/config/adapters.js';
import { indexExports } from '../../src/emit/index-file.js';

test('whatever the index passes on is in the runtime, once', async () => {
  const exports = indexExports({ adapters: [...ADAPTERS] });
  for (const { module, names, typeOnly } of exports) {
    const file = new URL(`../../src/runtime/${module}.ts`, import.meta.url);
    const source = await readFile(file, 'utf8');
    for (const name of names)
      expect(source, module).toMatch(
        new RegExp(`^export (?:${typeOnly ? 'interface|type' : '(?:async )?function|class|const'}) ${name}\\b`, 'm'),
      );
  }
  const names = exports.flatMap((passed) => passed.names);
  expect(names).toEqual([...new Set(names)]);
});
