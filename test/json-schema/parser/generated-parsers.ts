import { Script } from 'node:vm';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

import { importStatements, printWithDeclarations } from '../../../src/code/module-text.js';
import { runtimeName } from '../../../src/code/runtime-name.js';
import { join, type Layout } from '../../../src/code/text-layout.js';
import type { JsonSettings } from '../../../src/config/json-settings.js';
import { ConverterPrinter } from '../../../src/json-schema/convert/print-converter.js';
import { ParserPrinter } from '../../../src/json-schema/parser/print-parser.js';
import type { JsonSchema } from '../../../src/json-schema/schema/json-schema.js';
import { ValidatorPrinter } from '../../../src/json-schema/validator/print-validator.js';

const RUNTIME = fileURLToPath(new URL('../../../src/runtime/', import.meta.url));

/** The two ways to read a schema's JSON, generated and compiled. */
export interface TwoWays {
  /** The parser's value; undefined where it gives up. */
  readonly parse: (text: Uint8Array) => unknown;
  /** The value by way of JSON.parse. Throws a DecodeError. */
  readonly read: (text: Uint8Array) => unknown;
}

/** Both ways for each schema: all in one module, since making one takes its time. */
export function generatedParsers(schemas: readonly JsonSchema[], settings: JsonSettings): readonly TwoWays[] {
  const [output] = buildSync({
    stdin: { contents: parserModule(schemas, settings), loader: 'ts', resolveDir: RUNTIME },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'generated',
    target: 'es2022',
    platform: 'node',
    logLevel: 'silent',
  }).outputFiles;
  // The module's exports are those that the text below gives it.
  const make = new Script(`(require) => {${output?.text ?? ''};return generated.ways}`).runInThisContext() as (
    require: (module: string) => unknown,
  ) => readonly TwoWays[];
  return make((module) => process.getBuiltinModule(module));
}

/** The text of the module that has them. */
export function parserModule(schemas: readonly JsonSchema[], settings: JsonSettings, runtime = RUNTIME): string {
  const declared = ['reader', 'ways'];
  const { imports, parts } = printWithDeclarations(declared, (module) => {
    const roots = schemas.map((schema): Layout => {
      const base = { settings, module, nameOf: () => undefined };
      const validator = new ValidatorPrinter(base);
      const checkOf = (part: JsonSchema, name: string): Layout => validator.print(part, name);
      const converter = new ConverterPrinter({ ...base, direction: 'decode', checkOf });
      const parse = new ParserPrinter({ ...base, checkOf }).print(schema, 'Order');
      const check = checkOf(schema, 'Order');
      const convert = converter.print(schema, 'Order') ?? '() => undefined';
      return [
        '{ parse: (text) => tryParser(',
        parse,
        ', open(text)), read: (text) => readWideJson(open(text), "value", ',
        check,
        ', ',
        convert,
        ') }',
      ];
    });
    return {
      reader: runtimeName('byte-reader', 'ByteReader'),
      tryParser: runtimeName('json-parser/generated-parser', 'tryParser'),
      read: runtimeName('json/read-converted', 'readWideJson'),
      roots: join(',', roots),
    };
  });
  return [
    importStatements(imports, '.js').replaceAll('../_runtime/', runtime),
    `const reader = new ${parts.reader}();`,
    'const open = (text) => reader.openBase64(Buffer.from(text).toString("base64"));',
    parts.tables,
    parts.functions,
    `export const ways = [${parts.roots}];`,
  ].join('\n');
}
