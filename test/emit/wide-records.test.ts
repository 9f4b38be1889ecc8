import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { runNode } from '../pipeline/run-node.js';
import { fieldsOf, generateProject, repository } from '../pipeline/temp-project.js';
import { dayShare, isFullRun as all } from '../support/day-share.js';

const FIELDS = 5_000;

const COMPILERS = ['typescript-7/bin/tsc', ...(all ? ['typescript-5.5', 'typescript', 'typescript-6'].map(tsc) : [])];

function tsc(name: string): string {
  return `${name}/bin/tsc`;
}

const names = Array.from({ length: FIELDS }, (_, index) => `f${index}`);
const types = [
  { type: 'string', minLength: 1 },
  { type: 'integer' },
  { type: 'string', format: 'date-time' },
  { enum: ['a', 'b'] },
];
const typeOf = (index: number): object => types[index % types.length] ?? {};
const properties = Object.fromEntries(names.map((name, index) => [name, typeOf(index)]));
const avroTypes = ['string', 'long', { type: 'long', logicalType: 'timestamp-millis' }];

/** One schema for each way in which a function grows with the number of fields. */
const SCHEMAS: Readonly<Record<string, object>> = {
  'a.avsc': {
    type: 'record',
    name: 'Wide',
    fields: fieldsOf(names.map((name, index) => [name, ['null', avroTypes[index % avroTypes.length]]])),
  },
  'optional.json': { type: 'object', properties },
  ...(all && {
    'required.json': { type: 'object', properties, required: names, additionalProperties: false },
    'dependent.json': { type: 'object', dependentRequired: Object.fromEntries(names.map((name) => [name, ['id']])) },
    'tuple.json': { type: 'array', prefixItems: names.map((_, index) => typeOf(index)) },
    'conjuncts.json': { allOf: names.slice(0, 1_500).map((name) => ({ properties: { [name]: { type: 'string' } } })) },
  }),
};

describe.each(dayShare(Object.entries(SCHEMAS), 2))('a record of %s with very many fields', (file, schema) => {
  it.each(all ? (['first', 'all'] as const) : (['first'] as const))('compiles: errors %s', async (errors) => {
    const { root } = await generateProject({
      config: { topics: { wide: { value: file.endsWith('.json') ? { file, errors, dateTime: 'Date' } : file } } },
      schemas: { [file]: schema },
    });
    const compilerOptions = {
      strict: true,
      module: 'nodenext',
      target: 'es2022',
      types: ['node'],
      noUnusedLocals: true,
    };
    writeFileSync(
      join(root, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { ...compilerOptions, skipLibCheck: true, noEmit: true }, include: ['src'] }),
    );
    for (const compiler of COMPILERS) {
      const outcome = await runNode(root, [join(repository, 'node_modules', compiler), '-p', root]);
      expect({ compiler, ...outcome }).toEqual({ compiler, stdout: '', status: 0 });
    }
  });
});
