import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// node make-types.mjs <avro-ts | quicktype> <folder of the packages> <schemas> <output>: writes the types of each schema by a library.

const [library = '', packages = '', schemas = '', output = ''] = process.argv.slice(2);
const load = createRequire(join(packages, 'package.json'));

mkdirSync(output, { recursive: true });
for (const file of readdirSync(schemas)) {
  const text = readFileSync(join(schemas, file), 'utf8');
  const name = file.slice(0, file.indexOf('.'));
  writeFileSync(join(output, `${name}.ts`), library === 'avro-ts' ? byAvroTs(text) : await byQuicktype(name, text));
}

// Both are installed in `bench/` only: this is the part of their interfaces that is called.

function byAvroTs(text: string): string {
  const { toTypeScript } = load('@ovotech/avro-ts') as { readonly toTypeScript: (schema: unknown) => string };
  return toTypeScript(JSON.parse(text));
}

interface Quicktype {
  readonly FetchingJSONSchemaStore: new () => object;
  readonly JSONSchemaInput: new (store: object) => {
    readonly addSource: (source: { readonly name: string; readonly schema: string }) => Promise<void>;
  };
  readonly InputData: new () => { readonly addInput: (input: object) => void };
  readonly quicktype: (options: object) => Promise<{ readonly lines: readonly string[] }>;
}

async function byQuicktype(name: string, text: string): Promise<string> {
  const { FetchingJSONSchemaStore, InputData, JSONSchemaInput, quicktype } = load('quicktype-core') as Quicktype;
  const input = new JSONSchemaInput(new FetchingJSONSchemaStore());
  await input.addSource({ name, schema: text });
  const inputData = new InputData();
  inputData.addInput(input);
  const { lines } = await quicktype({ inputData, lang: 'typescript', rendererOptions: { 'just-types': true } });
  return lines.join('\n');
}
