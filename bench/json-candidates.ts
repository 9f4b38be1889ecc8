import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import formats from 'ajv-formats';
import { fromSchemas, generatedConsumer, generatedDecoder, generatedParser, type Candidate } from './candidates.js';
import { benchFolder, scratchFolder } from './paths.js';
import type { Workload } from './workloads.js';

// Ways to get from an event to typed records for JSON. None knows a frame but the generated one, so there is none.

export const generatedJson = unframed(generatedDecoder);
export const generatedJsonParser = unframed(generatedParser);
export const generatedJsonConsumer = unframed(generatedConsumer);
export const jsonParse = unframed(fromSchemas('`JSON.parse`, unchecked', 'json-parse'));
export const ajvCompiled = unframed(fromSchemas('`JSON.parse` + ajv, compiled at start', 'ajv'));
export const powertoolsJson = unframed(fromSchemas('@aws-lambda-powertools/kafka, unchecked', 'powertools-json'));
export const ajvStandalone: Candidate = {
  name: '`JSON.parse` + ajv’s standalone code',
  frame: 'none',
  source: (workload) => withValidator('checked', `import validate from ${JSON.stringify(writeStandalone(workload))};`),
};
export const zodParsed: Candidate = {
  name: '`JSON.parse` + zod',
  frame: 'none',
  source: (workload) => withValidator('zod', `import { ${zodName(workload)} as validate } from './zod-schemas.js';`),
};
export const powertoolsZod: Candidate = {
  name: '@aws-lambda-powertools/kafka + zod',
  frame: 'none',
  source: (workload) =>
    withValidator('powertools-zod', `import { ${zodName(workload)} as validate } from './zod-schemas.js';`),
};

function unframed(candidate: Candidate): Candidate {
  return { ...candidate, frame: 'none' };
}

/** A candidate of `bench/candidates` that is given something that validates, imported as `validate`. */
function withValidator(file: string, importLine: string): string {
  return [
    `import { createHandler as create } from './candidates/${file}.js';`,
    importLine,
    'export const createHandler = (sink) => create(validate, sink);',
  ].join('\n');
}

function zodName({ reader }: Workload): string {
  return reader.replace('.schema.json', '');
}

/** Writes the module that ajv makes of the workload's schema; returns its path. */
function writeStandalone({ topic, reader }: Workload): string {
  const ajv = new Ajv({ code: { source: true, esm: true } });
  formats.default(ajv);
  // ajv checks what it is given.
  const schema = JSON.parse(readFileSync(join(benchFolder, 'schemas', reader), 'utf8')) as object;
  const file = join(scratchFolder, 'standalone', `${topic}.mjs`);
  mkdirSync(join(scratchFolder, 'standalone'), { recursive: true });
  writeFileSync(file, standalone.default(ajv, ajv.compile(schema)));
  return file;
}
