import { Script } from 'node:vm';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

import { list } from '../../src/code/expressions.js';
import { importStatements, printWithDeclarations } from '../../src/code/module-text.js';
import { runtimeType } from '../../src/code/runtime-name.js';
import { code } from '../../src/code/text-layout.js';
import type { JsonSchema } from '../../src/json-schema/schema/json-schema.js';
import type { JsonSettings } from '../../src/config/json-settings.js';
import { ValidatorPrinter } from '../../src/json-schema/validator/print-validator.js';
import type { JsonFault } from '../../src/runtime/json/faults.js';

/** What a generated check finds wrong with a value; empty for a valid one. */
export type Validate = (value: unknown) => readonly JsonFault[];

const RUNTIME = fileURLToPath(new URL('../../src/runtime/', import.meta.url));

/** The TypeScript module that checks each of the schemas, exported as a list `checks`, in their order. */
export function validatorModule(schemas: readonly JsonSchema[], settings: JsonSettings, runtime = RUNTIME): string {
  const { imports, parts } = printWithDeclarations(['checks'], (declarations) => {
    const printer = new ValidatorPrinter({ settings, module: declarations });
    const names = schemas.map((schema, index) => printer.print(schema, `Value${index + 1}`));
    return {
      checks: code`export const checks: readonly ${runtimeType('json/faults', 'JsonCheck')}[] = ${list(names)};`,
    };
  });
  const statements = importStatements(imports, '.js').replaceAll('../_runtime/', runtime);
  const blocks = [statements.trimEnd(), parts.tables, parts.checks, parts.functions];
  return `${blocks.filter((text) => text !== '').join('\n\n')}\n`;
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
