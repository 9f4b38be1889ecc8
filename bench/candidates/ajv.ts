import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { Handler, Sink } from '../candidate.js';
import { createHandler as createChecked } from './checked.js';

/** ajv, which compiles the schema when the function starts. */
export function createHandler(schemas: { readonly reader: object }, sink: Sink): Handler {
  const ajv = new Ajv();
  formats.default(ajv);
  const validate = ajv.compile(schemas.reader);
  return createChecked((value) => validate(value), sink);
}
