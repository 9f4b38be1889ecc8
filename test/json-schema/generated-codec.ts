import { Script } from 'node:vm';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

import { importStatements, printWithDeclarations } from '../../src/code/module-text.js';
import { runtimeName } from '../../src/code/runtime-name.js';
import { code } from '../../src/code/text-layout.js';
import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import type { JsonSchema } from '../../src/json-schema/schema/json-schema.js';
import { DEFAULT_JSON_SETTINGS, type JsonSettings } from '../../src/config/json-settings.js';
import { ConverterPrinter } from '../../src/json-schema/convert/print-converter.js';
import { ValidatorPrinter } from '../../src/json-schema/validator/print-validator.js';

const RUNTIME = fileURLToPath(new URL('../../src/runtime/', import.meta.url));

/** A schema's decoder and encoder, generated and compiled. */
export interface Codec {
  /** Reads JSON text, checks and converts it. Throws DecodeError. */
  readonly decode: (text: string) => unknown;
  /** The JSON text of a decoded value. Throws EncodeError. */
  readonly encode: (value: unknown) => string;
  /** The converting functions. */
  readonly functions: string;
  /** The whole module. */
  readonly module: string;
}

export const CONVERTING: JsonSettings = { ...DEFAULT_JSON_SETTINGS, dateTime: 'Date', int64: 'bigint' };

/** The graph of a schema's JSON; throws with the faults of one that is not valid. */
export function schemaOf(json: unknown, settings = CONVERTING): JsonSchema {
  const document = { file: 'order.json', json };
  const documents = { get: (file: string) => (file === document.file ? document : undefined), all: () => [document] };
  const { schema, faults } = buildJsonSchema(document.file, documents, settings);
  if (schema === undefined) throw new Error(JSON.stringify(faults));
  return schema;
}

export function codecOf(json: unknown, settings = CONVERTING): Codec {
  const { module, functions } = codecModule(schemaOf(json, settings), settings);
  const [output] = buildSync({
    stdin: { contents: module, loader: 'ts', resolveDir: RUNTIME },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'generated',
    target: 'es2022',
    platform: 'node',
    logLevel: 'silent',
  }).outputFiles;
  // The module's exports are those that the text above gives it.
  const make = new Script(`(require) => {${output?.text ?? ''};return generated}`).runInThisContext() as (
    require: (module: string) => unknown,
  ) => Pick<Codec, 'decode' | 'encode'>;
  const { decode, encode } = make((module) => process.getBuiltinModule(module));
  return { decode, encode, functions, module };
}

function codecModule(schema: JsonSchema, settings: JsonSettings): Pick<Codec, 'module' | 'functions'> {
  const declared = ['decode', 'encode', 'reader'];
  const { imports, parts } = printWithDeclarations(declared, (declarations) => {
    const validator = new ValidatorPrinter({ settings, module: declarations });
    const check = validator.print(schema, 'Order');
    const [convert = '() => undefined', unconvert = 'undefined'] = (['decode', 'encode'] as const).map((direction) =>
      new ConverterPrinter({
        direction,
        settings,
        module: declarations,
        checkOf: (part, name) => validator.print(part, name),
      }).print(schema, 'Order'),
    );
    return {
      reader: code`const reader = new ${runtimeName('byte-reader', 'ByteReader')}();`,
      check,
      convert,
      encode: code`${runtimeName('simulate/json-write', 'encodeJson')}(value, ${check}, ${unconvert})`,
      readJson: runtimeName('json/read-converted', 'readWideJson'),
    };
  });
  const text = [
    importStatements(imports, '.js').replaceAll('../_runtime/', RUNTIME),
    parts.reader,
    'export function decode(text: string): unknown {',
    `  return ${parts.readJson}(reader.openBytes(Buffer.from(text)), 'order', ${parts.check}, ${parts.convert});`,
    '}',
    'export function encode(value: unknown): string {',
    `  return Buffer.from(${parts.encode}).toString();`,
    '}',
    parts.tables,
    parts.functions,
  ].join('\n');
  // Alternatives are told apart by checks.
  const converting = parts.functions.split('\n\n').filter((one) => !one.startsWith('function check'));
  return { module: text, functions: [parts.tables, ...converting].join('\n').trim() };
}
