import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../src/config/load-config.js';
import { emitTypes } from '../../src/emit/emit-types.js';
import { buildTopics } from '../../src/model/build-topics.js';
import { readSchemas } from '../../src/sources/read-schemas.js';

// node own-types.mjs <project> <output>: writes the types of each topic of a project as `generate` does, and nothing else.

const [project = '', output = ''] = process.argv.slice(2);

const config = await loadConfig({ cwd: project });
if (!config.ok) throw new Error(JSON.stringify(config.problems));
const schemas = await readSchemas(config.value);
if (!schemas.ok) throw new Error(JSON.stringify(schemas.problems));
const topics = buildTopics(config.value, schemas.value);
if (!topics.ok) throw new Error(JSON.stringify(topics.problems));
mkdirSync(output, { recursive: true });
for (const topic of topics.value) {
  const types = await emitTypes(topic, config.value);
  if (types === undefined) throw new Error(`the schema of ${topic.topic} is too deep`);
  writeFileSync(join(output, `${topic.topic}.ts`), types.text);
}
