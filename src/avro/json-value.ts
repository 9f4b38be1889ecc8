import * as json from '../runtime/simulate/avro-json-write.js';
import { ByteWriter } from '../runtime/simulate/byte-writer.js';
import { shortName } from '../runtime/resolution/schema.js';
import type { Shape } from '../runtime/resolution/value-shape.js';
import type { JsonForms } from './printers/print-json-decoder.js';
import { branchOf, encodeValue } from './encode-value.js';

/** The JSON of a value of a shape's type: what a generated encoder makes for the JSON mode, at generation. */
export function jsonValue(shape: Shape, value: unknown, at: string, forms: JsonForms): unknown {
  switch (shape.kind) {
    case 'leaf': {
      if (shape.form === 'null') return null;
      const write = (w: ByteWriter) => encodeValue(w, shape, value, at);
      const { logical } = shape.type;
      if (logical?.name === 'decimal') {
        const size = 'size' in shape.type ? shape.type.size : undefined;
        const writeAt = (w: ByteWriter, decimal: unknown, place: string) => encodeValue(w, shape, decimal, place);
        return json.decimalJson({ ...logical, size, as: forms.decimals }, writeAt, value, at);
      }
      return shape.type.kind === 'null' ? null : json[`${shape.type.kind}Json`](write);
    }
    case 'enum':
      return json.symbolJson(String(value), at, shape.type.symbols);
    case 'array':
      // Its own functions check what they are given.
      return json.arrayJson(value as readonly unknown[], at, (item) => jsonValue(shape.items, item, `${at}[]`, forms));
    case 'map':
      return json.mapJson(value as Readonly<Record<string, unknown>>, at, (entry) =>
        jsonValue(shape.values, entry, `${at}{}`, forms),
      );
    case 'record': {
      const name = shortName(shape.type.fullName);
      const fields = new Map(Object.entries(Object(value) as Readonly<Record<string, unknown>>));
      return Object.fromEntries(
        shape.fields.map(({ field, shape: inner }) => [
          field.name,
          jsonValue(inner, fields.get(field.name), `${name}.${field.name}`, forms),
        ]),
      );
    }
    case 'union': {
      const { branch, inner } = branchOf(shape, value, at);
      const made = jsonValue(branch.shape, inner, at, forms);
      return branch.name === 'null' ? null : { [branch.name]: made };
    }
  }
}
