import { expect, test } from 'vitest';

import { generateProject } from '../pipeline/temp-project.js';
import { sources, typeErrors } from '../pipeline/type-check.js';

function choiceOf(count: number): object {
  const oneOf = Array.from({ length: count }, (_, index) => ({
    type: 'object',
    properties: { kind: { const: `k${index}` } },
    required: ['kind'],
    additionalProperties: false,
  }));
  return { oneOf };
}

test('a handler switches over a hundred alternatives; of more than a type tells, it does not', async () => {
  const { root, files } = await generateProject({
    config: { topics: { some: { value: 'some.json' }, many: { value: 'many.json' } } },
    schemas: { 'some.json': choiceOf(100), 'many.json': choiceOf(501) },
  });
  expect(files['some/handler.ts']?.match(/^ {4}case 'k\d+':$/gm)).toHaveLength(100);
  expect(files['many/handler.ts']).not.toContain('switch');
  expect(files['many/types.ts']).toContain('export type ManyValue = unknown;\n');
  expect(typeErrors(root, sources(files))).toEqual([]);
}, 60_000);
