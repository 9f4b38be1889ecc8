import { documented } from '../code/documented.js';
import { assigned } from '../code/expressions.js';
import { propertyName, stringLiteral } from '../code/source-text.js';
import { hardline, indent, join, nameOf, type Layout } from '../code/text-layout.js';
import type { FixedType, PrimitiveType } from '../runtime/resolution/schema.js';
import type { EnumShape, LeafShape, RecordShape, Shape } from '../runtime/resolution/value-shape.js';
import type { NamedShape } from './named-shapes.js';
import type { NamedTypes } from './named-types.js';
import { typed, typeMembers, type TypeReferences } from './type-text.js';

/** The declarations of `types.ts`: an interface for each record, a union of literals for each enum. */
export function printTypes(names: NamedTypes): readonly Layout[] {
  const spelling = typesFileSpelling(names);
  return names.declarations.map(({ name, shape }) =>
    shape.kind === 'enum' ? printEnum(name, shape) : printRecord(name, shape, names, spelling),
  );
}

/** `export type OrdersValue = …;`, or undefined if a declaration already has that name. */
export function printAlias(alias: string, shape: Shape, names: NamedTypes, doc: string): Layout | undefined {
  if (names.declarations.some(({ name }) => name === alias)) return undefined;
  const members = typeMembers(shape, names, typesFileSpelling(names));
  return documented([doc], aliasText(alias, members));
}

/** `export type OrdersValue = …;` */
export function aliasText(alias: string, members: readonly Layout[]): Layout {
  const [only, ...others] = members;
  const head = `export type ${alias} =`;
  const isOne = only !== undefined && others.length === 0;
  return [isOne ? assigned(head, only) : typed(head, members), ';'];
}

/** In `types.ts` itself every declared type goes by its name, and shadows a global of that name. */
export function typesFileSpelling(names: NamedTypes): TypeReferences {
  const declared = new Set([...names.declarations.map(({ name }) => name), ...names.reserved]);
  return { declared: nameOf, global: (name) => (declared.has(name) ? `globalThis.${name}` : name) };
}

function printEnum(name: string, { type }: EnumShape): Layout {
  const symbols = type.symbols.map(stringLiteral);
  return documented(docOf(type), [typed(`export type ${name} =`, symbols), ';']);
}

function printRecord(name: string, shape: RecordShape, names: NamedTypes, spelling: TypeReferences): Layout {
  const doc = docOf(shape.type);
  if (shape.fields.length === 0 && !shape.tagged)
    return documented(doc, [`export type ${name} = `, spelling.global('Record'), '<string, never>;']);
  const tag = shape.tagged ? [`readonly $type: ${stringLiteral(shape.type.fullName)};`] : [];
  const fields = shape.fields.map(({ field, shape: inner }) => {
    const members = typeMembers(inner, names, spelling);
    const declaration = [typed(`${propertyName(field.name)}:`, members), ';'];
    return documented([...docOf(field), ...meaningOf(inner)], declaration, 1);
  });
  const body = indent(hardline, join(hardline, [...tag, ...fields]));
  return documented(doc, [`export interface ${name} {`, body, hardline, '}']);
}

function docOf(node: NamedShape['type'] | RecordShape['fields'][number]['field']): string[] {
  const deprecated = node.attributes['deprecated'];
  const paragraphs = node.doc === undefined ? [] : [node.doc];
  if (typeof deprecated === 'string') return [...paragraphs, `@deprecated ${deprecated}`];
  return deprecated === true ? [...paragraphs, '@deprecated'] : paragraphs;
}

/** What the TypeScript type does not show of a logical type: units, digits, form. */
function meaningOf(shape: Shape): string[] {
  switch (shape.kind) {
    case 'array':
      return meaningOf(shape.items);
    case 'map':
      return meaningOf(shape.values);
    case 'union': {
      const leaves = shape.branches.filter((branch) => branch.name !== 'null');
      const [only] = leaves;
      return leaves.length === 1 && only !== undefined ? meaningOf(only.shape) : [];
    }
    case 'leaf': {
      const meaning = leafMeaning(shape);
      return meaning === undefined ? [] : [meaning];
    }
    default:
      return [];
  }
}

function leafMeaning({ form, type }: LeafShape): string | undefined {
  const { logical } = type;
  if (logical === undefined) return form === 'base64' ? 'Base64.' : undefined;
  switch (logical.name) {
    case 'decimal':
      return `Exact decimal: up to ${logical.precision} digits, ${logical.scale} after the point.`;
    case 'uuid':
      return 'UUID.';
    case 'duration':
      return undefined;
    case 'date':
      return form === 'date'
        ? 'Date, YYYY-MM-DD.'
        : form === 'Date'
          ? 'Date at midnight UTC.'
          : 'Days since 1970-01-01.';
    case 'time-millis':
      return 'Milliseconds since midnight.';
    case 'time-micros':
      return 'Microseconds since midnight.';
    default:
      return timestampMeaning(form, type);
  }
}

function timestampMeaning(form: LeafShape['form'], type: PrimitiveType | FixedType): string | undefined {
  const name = type.logical?.name ?? '';
  const unit = name.endsWith('nanos') ? 'nanoseconds' : name.endsWith('micros') ? 'microseconds' : 'milliseconds';
  switch (form) {
    case 'Date':
      return unit === 'milliseconds' ? undefined : `Truncated to milliseconds; the schema has ${unit}.`;
    case 'isoInstant':
      return `ISO 8601 in UTC, to ${unit}.`;
    case 'isoLocal':
      return `ISO 8601 without an offset, to ${unit}.`;
    default:
      return `${unit.slice(0, 1).toUpperCase()}${unit.slice(1)} since 1970-01-01T00:00:00Z.`;
  }
}
