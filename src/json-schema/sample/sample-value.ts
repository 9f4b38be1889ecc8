import { sampleLabel } from '../../samples/sample-label.js';
import type { JsonSchema, SchemaPlace } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { validate } from '../validate/validate.js';
import { narrowToBranch } from './narrow-to-branch.js';
import { sampleSearch } from './sample-search.js';

export type JsonSample =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly place: SchemaPlace; readonly reason: string };

/**
 * A plausible value of a schema, as `JSON.parse` would give it. Each part of it depends on its path (which begins with
 * `label`, the name of the type) and its schema alone, so that a property added elsewhere changes nothing: the schema's
 * own examples where they are valid, a value of its list, or one made from the property's name. Optional properties have
 * values, lists and maps one or two items; recursion ends as soon as an object would hold itself. The value is valid:
 * the interpreter has checked it. `branch`: one of the branches of the schema's choice, which the value is of. Fails where the schema has no value, or none that the search finds within its bounds;
 * `reason` is a sentence without its full stop.
 */
export function sampleJson(
  schema: JsonSchema,
  options: {
    readonly label: string;
    readonly settings: JsonSettings;
    readonly branch?: JsonSchema | undefined;
    /** What the paths begin with, before `label`: another text draws other values. */
    readonly variation?: string;
  },
): JsonSample {
  const { label, settings, branch, variation = '' } = options;
  const place = {
    path: `${variation}${label}`,
    label: sampleLabel(label, ''),
    depth: 0,
    ending: false,
    open: new Set<string>(),
  };
  const narrow = branch === undefined ? schema : narrowToBranch(schema, branch);
  const candidates = sampleSearch(narrow, settings).candidates([narrow], place);
  for (let next = candidates.next(); ; next = candidates.next()) {
    if (next.done === true) {
      const { place: at = schema.place, reason = 'no value was found' } = next.value ?? {};
      return { ok: false, place: at, reason: typeof reason === 'string' ? reason : reason() };
    }
    // Of two branches that both hold, the choice refuses the value.
    if (narrow === schema || validate(schema, next.value, settings).length === 0)
      return { ok: true, value: next.value };
  }
}
