import { it } from 'vitest';
import { corpusFiles, corpusPath } from '../oracle/corpus.js';
import { valueConfig } from '../oracle/value-config.js';
import { planOutput } from '../../src/pipeline.js';
it('x', async () => {
  for (const { file } of corpusFiles('avro-invalid')) {
    const r = await planOutput(valueConfig(corpusPath(''), [{ topic: 't', versions: [{ id: null, file }] }]));
    console.log(file, JSON.stringify(r.ok ? [r.ok, r.warnings] : r.problems, null, 1));
  }
  const topics = corpusFiles('avro').map(({ file }) => ({ topic: file.replace(/\.[a-z]+$/, '').replaceAll('/', '.'), versions: [{ id: null, file }] }));
  const r = await planOutput(valueConfig(corpusPath(''), topics));
  console.log(JSON.stringify(r.ok ? [r.ok, r.warnings] : r.problems, null, 1));
});
