import { documented } from '../code/documented.js';
import { propertyName, stringLiteral } from '../code/source-text.js';
import { flatText } from '../code/print-layout.js';
import {
  code,
  group,
  hardline,
  ifBroken,
  indent,
  join,
  line,
  nameOf,
  softline,
  type Layout,
  type Name,
} from '../code/text-layout.js';
import type { RecordShape, Shape } from '../runtime/resolution/value-shape.js';
import { fieldDefaultOf } from './field-default.js';
import type { NamedTypes } from './named-types.js';
import { namedShapes } from './named-shapes.js';
import { aliasText } from './print-types.js';
import { typed, typeMembers, typeText, type TypeReferences } from './type-text.js';

/** The types of values to write: the decoded types, in which fields with a default are optional. */
export interface InputTypes {
  /** Spells a record as its input type, if it has one. */
  readonly spelling: TypeReferences;
  readonly declarations: readonly Layout[];
}

/** Declares an input type for each record of the shapes in which a field, or one of a record within it, has a default. */
export function inputTypes(
  shapes: readonly Shape[],
  names: NamedTypes,
  { spelling, claim }: { readonly spelling: TypeReferences; readonly claim: (wanted: string) => Name },
): InputTypes {
  const records = new Map<string, RecordShape>();
  for (const shape of shapes.flatMap((root) => [...namedShapes(root)]))
    if (shape.kind === 'record') records.set(names.nameOf(shape), shape);
  const loose = looseRecords(records, names);
  const inputs = new Map([...loose].map((name) => [name, claim(`${name}Input`)]));
  const input: TypeReferences = {
    declared: (name) => inputs.get(name) ?? spelling.declared(name),
    global: (name) => spelling.global(name),
  };
  const declarations = [...records].flatMap(([name, shape]) =>
    loose.has(name) ? [declaration(shape, { name, names, input, spelling, loose })] : [],
  );
  return { spelling: input, declarations };
}

/** The names of the records with optional fields. */
function looseRecords(records: ReadonlyMap<string, RecordShape>, names: NamedTypes): ReadonlySet<string> {
  const loose = new Set<string>();
  for (const [name, { fields }] of records)
    if (fields.some((field) => fieldDefaultOf(field) !== undefined)) loose.add(name);
  for (let size = -1; size < loose.size;) {
    size = loose.size;
    for (const [name, { fields }] of records)
      if (fields.some(({ shape }) => holdsAny(shape, loose, names))) loose.add(name);
  }
  return loose;
}

function holdsAny(shape: Shape, loose: ReadonlySet<string>, names: NamedTypes): boolean {
  switch (shape.kind) {
    case 'record':
      return loose.has(names.nameOf(shape));
    case 'array':
      return holdsAny(shape.items, loose, names);
    case 'map':
      return holdsAny(shape.values, loose, names);
    case 'union':
      return shape.branches.some((branch) => holdsAny(branch.shape, loose, names));
    default:
      return false;
  }
}

interface Naming {
  readonly name: string;
  readonly names: NamedTypes;
  readonly input: TypeReferences;
  readonly spelling: TypeReferences;
  readonly loose: ReadonlySet<string>;
}

function declaration(shape: RecordShape, { name, names, input, spelling, loose }: Naming): Layout {
  const declared = spelling.declared(name);
  const changed = shape.fields.flatMap((field) => {
    const isOptional = fieldDefaultOf(field) !== undefined;
    const isLoose = holdsAny(field.shape, loose, names);
    if (!isOptional && !isLoose) return [];
    const key = `${propertyName(field.field.name)}${isOptional ? '?' : ''}:`;
    const literal = stringLiteral(field.field.name);
    const members = isLoose ? typeMembers(field.shape, names, input) : [code`${declared}[${literal}]`];
    return [{ literal, text: [typed(key, members), ';'] }];
  });
  const isAll = changed.length === shape.fields.length && !shape.tagged;
  const kept = isAll ? '' : [' extends ', omitted(declared, changed)];
  const body = changed.map(({ text }) => [hardline, text]);
  return documented(
    [`Input for ${name}: fields with a default are optional.`],
    [code`export interface ${input.declared(name)}${kept} {`, indent(...body), hardline, '}'],
  );
}

function omitted(type: Layout, fields: readonly { readonly literal: string }[]): Layout {
  const keys = join(
    [line, '| '],
    fields.map(({ literal }) => literal),
  );
  return [nameOf('Omit'), group('<', indent(softline, type, ',', line, group(ifBroken('| '), keys)), softline, '>')];
}

/** The type of a complete value to write, as an alias if it is long. */
export function inputRoot(
  shape: Shape,
  names: NamedTypes,
  { type, decoded, inputs }: { readonly type: string; readonly decoded: Layout; readonly inputs: InputTypes },
): { readonly type: Layout; readonly declarations: readonly Layout[] } {
  const plain = typeText(shape, names, { declared: nameOf, global: nameOf });
  const own = typeText(shape, names, inputs.spelling);
  const text = flatText(own);
  if (text === flatText(plain) || inputs.declarations.length === 0) return { type: decoded, declarations: [] };
  if (text.length <= LONG_TYPE) return { type: own, declarations: [] };
  const alias = inputAlias(type);
  return { type: nameOf(alias), declarations: [aliasText(alias, typeMembers(shape, names, inputs.spelling))] };
}

/** A type that is longer goes by an alias. */
const LONG_TYPE = 50;

/** What the alias for a whole value to write is called, if there is one. */
export function inputAlias(type: string): string {
  return `${type}Input`;
}
