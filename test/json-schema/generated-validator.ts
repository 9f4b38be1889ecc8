import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { DEFAULT_JSON_SETTINGS, type JsonSettings } from '../../src/config/json-settings.js';
import { documentsOf } from './build-documents.js';
import { generatedValidators, validatorModule, type Validate } from './generated-validators.js';

/** Settings other than the default ones, and further files. */
export interface ValidatorChoices {
  readonly settings?: Partial<JsonSettings>;
  readonly files?: Readonly<Record<string, unknown>>;
}

function built(json: unknown, { settings, files }: ValidatorChoices) {
  const chosen = { ...DEFAULT_JSON_SETTINGS, ...settings };
  const { schema, faults } = buildJsonSchema('schema.json', documentsOf({ 'schema.json': json, ...files }), chosen);
  if (schema === undefined) throw new Error(JSON.stringify(faults));
  return { schema, settings: chosen };
}

/** The generated check of a schema. */
export function validatorOf(json: unknown, choices: ValidatorChoices = {}): Validate {
  const { schema, settings } = built(json, choices);
  const [validate] = generatedValidators([schema], settings);
  if (validate === undefined) throw new Error('no validator');
  return validate;
}

/** The text of the module that checks a schema. */
export function validatorText(json: unknown, choices: ValidatorChoices = {}): string {
  const { schema, settings } = built(json, choices);
  return validatorModule([schema], settings, './_runtime/');
}
