import { Script } from 'node:vm';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

import { ImportLines } from '../../src/code/import-lines.js';
import type { JsonSchema } from '../../src/json-schema/schema/json-schema.js';
import type { JsonSettings } from '../../src/config/json-settings.js';
import { ValidatorPrinter } from '../../src/json-schema/validator/print-validator.js';
import { NameScope } from '../../src/code/identifiers.js';
import type { JsonFault } from '../../src/runtime/json/faults.js';

/** What a generated check finds wrong with a value; empty for a valid one. */
export type Validate = (value: unknown) => readonly JsonFault[];

const RUNTIME = fileURLToPath(new URL('../../src/runtime/', import.meta.url));

/** The TypeScript module that checks each of the schemas, exported as a list `checks`, in their order. */
export function validatorModule(schemas: readonly JsonSchema[], settings: JsonSettings, runtime = RUNTIME): string {
  const printer = new ValidatorPrinter({ settings, scope: new NameScope(['checks', 'JsonFaults', 'JsonCheck']) });
  const names = schemas.map((schema, index) => printer.print(schema, `Value${index + 1}`));
  const imports = new ImportLines().add(`${runtime}json/faults.js`, 'type JsonCheck');
  for (const [module, used] of printer.imports) imports.add(`${runtime}${module}.js`, ...used);
  const list = `export const checks: readonly JsonCheck[] = [\n${names.map((name) => `  ${name},\n`).join('')}];\n`;
  return [imports.print(), printer.tables.join(''), list, ...printer.functions].join('\n');
}

/** Generates the checks of schemas, compiles them in one module and returns them as functions, in their order. */
export function generatedValidators(schemas: readonly JsonSchema[], settings: JsonSettings): readonly Validate[] {
  const entry = `${validatorModule(schemas, settings)}\nexport { findFaults } from '${RUNTIME}json/faults.js';\n`;
  const [output] = buildSync({
    stdin: { contents: entry, loader: 'ts', resolveDir: RUNTIME },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'generated',
    target: 'es2022',
    logLevel: 'silent',
  }).outputFiles;
  // The module's exports are those that the text above gives it.
  const { checks, findFaults } = new Script(`${output?.text ?? ''};generated`).runInThisContext() as Generated;
  return checks.map((check) => (value) => findFaults(check, value)?.list() ?? []);
}

interface Generated {
  readonly checks: readonly ((value: unknown, faults: unknown) => boolean)[];
  readonly findFaults: (check: unknown, value: unknown) => { list(): readonly JsonFault[] } | undefined;
}
