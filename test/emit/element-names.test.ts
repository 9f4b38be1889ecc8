import { expect, test } from 'vitest';

import { generateProject } from '../pipeline/temp-project.js';

const map = (values: unknown) => ({ type: 'map', values });
const array = (items: unknown) => ({ type: 'array', items });

test.each(['confluent', 'lambda-json'])('an item or entry in another shadows no name, by %s', async (framing) => {
  const schema = {
    type: 'record',
    name: 'Deep',
    fields: [{ name: 'byKey', type: map(array(array(map('string')))) }],
  };
  const { files } = await generateProject({
    config: { topics: { deep: { value: { file: 'deep.avsc', framing } } } },
    schemas: { 'deep.avsc': schema },
  });
  const parameters = files['deep/fixture.ts']?.match(/\(?\w+\)? =>/g);
  expect(parameters?.map((text) => text.replace(/[()]/g, ''))).toEqual([
    'entry =>',
    'item2 =>',
    'item3 =>',
    'entry4 =>',
  ]);
});
