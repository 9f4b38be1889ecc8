import { compileFunction } from 'node:vm';
import { transform } from 'esbuild';

import { inputTypes } from '../../src/avro/input-types.js';
import { nameTypes } from '../../src/avro/named-types.js';
import { JsonDecoderPrinter, type JsonForms } from '../../src/avro/printers/print-json-decoder.js';
import { JsonEncoderPrinter } from '../../src/avro/printers/print-json-encoder.js';
import { aliasText, printAlias, printTypes, typesFileSpelling } from '../../src/avro/print-types.js';
import { typeMembers } from '../../src/avro/type-text.js';
import { importStatements, printModule, printWithDeclarations } from '../../src/code/module-text.js';
import { runtimeName } from '../../src/code/runtime-name.js';
import { functionText, parameter, returns } from '../../src/code/statements.js';
import { code, hardline, join, nameOf } from '../../src/code/text-layout.js';
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

export async function jsonCodec(shape: Shape, forms: JsonForms = {}): Promise<JsonCodec> {
  const { module } = jsonModule(shape, './', forms);
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
export function jsonModule(
  shape: Shape,
  runtime: string,
  forms: JsonForms = {},
): { readonly module: string; readonly types: string } {
  const names = nameTypes([shape], {
    root: new Map([['Root', undefined]]),
    reserved: ['AvroJson', 'JsonHolder', 'JsonBranch'],
  });
  const spelling = typesFileSpelling(names);
  const inputs = inputTypes([shape], names, { spelling, claim: nameOf });
  const own = names.declarations.map(({ name }) => name);
  const declared = ['read', 'json', ...own.flatMap((name) => [name, `${name}Input`]), 'Root', 'WrittenRoot'];
  const value = nameOf('value');
  const place = { at: 'value', name: 'Root', typeText: 'Root' };
  const { imports, parts } = printWithDeclarations(declared, (declarations) => {
    const avro = { names, spelling, module: declarations };
    const read = new JsonDecoderPrinter(avro).print(shape, place, forms);
    const json = new JsonEncoderPrinter({ ...avro, spelling: inputs.spelling }).print(
      shape,
      { value, ...place, typeText: 'WrittenRoot' },
      forms,
    );
    const body = [returns(json)];
    return {
      read: code`export ${functionText('read', [code`j: ${runtimeName('avro/json', 'AvroJson')}`], 'Root', [returns(read)])}`,
      json: code`export ${functionText('json', [parameter(value, 'WrittenRoot', body)], 'unknown', body)}`,
    };
  });
  const statements = importStatements(imports, '.js').replaceAll('../_runtime/', runtime);
  const module = [statements, parts.tables, parts.read, parts.json, parts.functions].join('\n');
  const alias = printAlias('Root', shape, names, 'The whole value.') ?? '';
  const written = aliasText('WrittenRoot', typeMembers(shape, names, inputs.spelling));
  const types = printModule({
    types: join([hardline, hardline], [...printTypes(names), alias, ...inputs.declarations, written]),
  }).parts.types;
  return { module, types: `${types}\n` };
}
