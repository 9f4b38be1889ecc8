import ajvDraft04 from 'ajv-draft-04';
import ajvFormats from 'ajv-formats';
import { Ajv, type Options } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';

import { isJsonObject } from '../../src/json-schema/schema/json-pointer.js';
import type { Draft } from '../../src/json-schema/schema/json-schema.js';

const OPTIONS: Options = {
  strict: false,
  logger: false,
  unicodeRegExp: true,
  validateSchema: false,
  multipleOfPrecision: 8,
};

/** Other documents that a schema may refer to, by their URIs. */
export type AjvDocuments = ReadonlyMap<string, unknown>;

/** What ajv says of values of a schema that stands under a URI; undefined where ajv cannot read the schema. */
export function ajvOracle(
  { uri, json, draft }: { readonly uri: string; readonly json: unknown; readonly draft: Draft },
  others: AjvDocuments = new Map(),
): ((value: unknown) => boolean) | undefined {
  const ajv = new CLASSES[draft](OPTIONS);
  ajvFormats.default(ajv);
  for (const [other, document] of others) {
    if (other === uri) continue;
    try {
      // A document is an object or boolean; ajv refuses anything else.
      ajv.addSchema(plain(document, draft) as object, other);
    } catch {
      // Of another draft, or the same `$id` again: nothing that this schema refers to.
    }
  }
  try {
    // As above.
    ajv.addSchema(plain(json, draft) as object, uri);
    const validate = ajv.getSchema(uri);
    return validate === undefined ? undefined : (value) => validate(value) === true;
  } catch {
    return undefined;
  }
}

/** Without the `$schema`, since its class says the draft; and up to draft 7 without what stands beside a `$ref`, which ajv heeds. */
function plain(json: unknown, draft: Draft): unknown {
  if (!isJsonObject(json)) return json;
  const schema = Object.fromEntries(Object.entries(json).filter(([key]) => key !== '$schema'));
  return draft === '4' || draft === '6' || draft === '7' ? withoutSiblings(schema) : schema;
}

function withoutSiblings(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(withoutSiblings);
  if (!isJsonObject(json)) return json;
  if (typeof json.$ref === 'string') return { $ref: json.$ref };
  return Object.fromEntries(Object.entries(json).map(([key, inner]) => [key, withoutSiblings(inner)]));
}

// Draft 4's comes with types of another copy of ajv.
const CLASSES = {
  '4': ajvDraft04.default,
  '6': Ajv,
  '7': Ajv,
  '2019-09': Ajv2019,
  '2020-12': Ajv2020,
} as const;
