import { it } from 'vitest';
import { corpusFiles, corpusPath } from '../oracle/corpus.js';
import { valueConfig } from '../oracle/value-config.js';
import { planOutput } from '../../src/pipeline.js';
it('x', async () => {
  for (const { file } of [...corpusFiles('avro-invalid'), ...corpusFiles('avro-multifile')]) {
    const r = await planOutput(valueConfig(corpusPath(''), [{ topic: 't', versions: [{ id: null, file }] }]));
    if (!r.ok) console.log(`XX {\n XX      file: '${file}',\nXX       problems: [\n` + r.problems.map(({ code, message, location }) => 'XX       \''+
    [code, `${location?.line ?? 0}:${location?.column ?? 0}`, location?.pointer, message].filter((part) => part !== undefined).join(' ') + "',\n").join('') + 'XX       ],\nXX     },');
  }
});
