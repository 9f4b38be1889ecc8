import { it } from 'vitest';
import { corpusFiles, corpusText } from '../oracle/corpus.js';
import { planSchemas, generatedDecoder, generatedFixture } from '../oracle/generated-decoder.js';
it('x', async () => {
  let t0 = performance.now(); const refused = []; const planned = [];
  for (const { file } of corpusFiles('avro')) {
    const p = planSchemas({ versions: [{ id: null, schema: JSON.parse(corpusText(file)) }] });
    if ('problems' in p) refused.push([file, p.problems]); else planned.push([file, p] as const);
  }
  console.log(refused.length, JSON.stringify(refused, null, 1), planned.length, performance.now() - t0);
  t0 = performance.now();
  let none = [];
  for (const [f, p] of planned) { const d = await generatedDecoder(p); }
  console.log('dec', performance.now() - t0); t0 = performance.now();
  for (const [f, p] of planned) { const fx = await generatedFixture(p); if (!fx) none.push(f); }
  console.log('fix', performance.now() - t0, none);
});
