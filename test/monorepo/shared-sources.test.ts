import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sharedSources } from '../../src/sources/shared-sources.js';
import { temporaryProject } from '../cli/temporary-project.js';

test('a schema file is read once, and each project gets it under the path that it has for it', async () => {
  const root = temporaryProject({ 'schemas/order.avsc': '{"type":"string"}' });
  const { readSchemaFile } = sharedSources();
  const first = await readSchemaFile(root, 'schemas/order.avsc');
  writeFileSync(join(root, 'schemas/order.avsc'), '{"type":"long"}');
  const second = await readSchemaFile(join(root, 'services/orders'), '../../schemas/order.avsc');
  expect(first).toMatchObject({ kind: 'read', file: { file: 'schemas/order.avsc', json: { type: 'string' } } });
  expect(second).toMatchObject({ kind: 'read', file: { file: '../../schemas/order.avsc', json: { type: 'string' } } });
  expect(second.kind === 'read' && second.file.locate('/type').file).toBe('../../schemas/order.avsc');
});
