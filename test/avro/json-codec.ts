import { compileFunction } from 'node:vm';
import { transform } from 'esbuild';

import { nameTypes } from '../../src/avro/named-types.js';
import { JsonDecoderPrinter } from '../../src/avro/printers/print-json-decoder.js';
import { JsonEncoderPrinter } from '../../src/avro/printers/print-json-encoder.js';
import { printAlias, printTypes, typesFileSpelling } from '../../src/avro/print-types.js';
import { ImportLines } from '../../src/code/import-lines.js';
import { NameScope } from '../../src/code/identifiers.js';
import * as avroJson from '../../src/runtime/avro/json.js';
import * as avroJsonFit from '../../src/runtime/avro/json-fit.js';
import * as avroJsonRead from '../../src/runtime/avro/json-read.js';
import * as avroJsonWrite from '../../src/runtime/simulate/avro-json-write.js';
import * as avroRead from '../../src/runtime/avro/read.js';
import * as avroWrite from '../../src/runtime/simulate/avro-write.js';
import { ByteReader } from '../../src/runtime/byte-reader.js';
import { writeJson } from '../../src/runtime/simulate/json-write.js';
import type { Shape } from '../../src/runtime/resolution/value-shape.js';

/** A shape's decoder and encoder for JSON, generated and run from memory. */
export interface JsonCodec {
  /** Throws DecodeError. */
  readonly decode: (text: string) => unknown;
  /** Throws EncodeError. */
  readonly encode: (value: unknown) => string;
}

const RUNTIME: Readonly<Record<string, object>> = {
  'avro/json': { ...avroJson },
  'avro/json-fit': { ...avroJsonFit },
  'avro/json-read': { ...avroJsonRead },
  'simulate/avro-json-write': { ...avroJsonWrite },
  'avro/read': { ...avroRead },
  'simulate/avro-write': { ...avroWrite },
};

export async function jsonCodec(shape: Shape): Promise<JsonCodec> {
  const { module } = jsonModule(shape, './');
  const { code } = await transform(module, { loader: 'ts', format: 'cjs', target: 'es2023' });
  const found: { exports: Exports } = { exports: { read: () => undefined, json: () => undefined } };
  const require = (path: string): object => RUNTIME[path.replace(/^\.\/|\.js$/g, '')] ?? {};
  Reflect.apply(compileFunction(code, ['module', 'require']), undefined, [found, require]);
  const { read, json } = found.exports;
  const r = new ByteReader();
  return {
    decode: (text) => read(new avroJson.AvroJson(r.openBytes(Buffer.from(text)), 'value')),
    encode: (value) => Buffer.from(writeJson(json(value))).toString(),
  };
}

interface Exports {
  readonly read: (j: avroJson.AvroJson) => unknown;
  readonly json: (value: unknown) => unknown;
}

/** A module with the decoder as `read` and the encoder as `json`, and the types that it has to be given. */
export function jsonModule(shape: Shape, runtime: string): { readonly module: string; readonly types: string } {
  const names = nameTypes([shape], { root: { Root: undefined }, reserved: ['AvroJson', 'JsonHolder', 'JsonBranch'] });
  const spelling = typesFileSpelling(names);
  const scope = new NameScope(['read', 'json', ...Object.values(RUNTIME).flatMap((names) => Object.keys(names))]);
  const decoder = new JsonDecoderPrinter(names, spelling, scope);
  const encoder = new JsonEncoderPrinter(names, spelling, scope);
  const read = decoder.print(shape, { at: 'value', name: 'Root' });
  const json = encoder.print(shape, { value: 'value', at: 'value', name: 'Root', typeText: 'Root' });
  const imports = new ImportLines();
  for (const { imports: used } of [decoder, encoder])
    for (const [name, members] of used) imports.add(`${runtime}${name}.js`, ...members);
  const module = [
    imports.print(),
    ...decoder.tables,
    ...encoder.tables,
    `export function read(j: AvroJson): Root {\n  return ${read};\n}`,
    `export function json(${json.includes('value') ? 'value' : '_value'}: Root): unknown {\n  return ${json};\n}`,
    ...decoder.functions,
    ...encoder.functions,
  ].join('\n');
  return { module, types: `${printTypes(names)}\n${printAlias('Root', shape, names, 'The whole value.')}` };
}
