import { NameScope } from '../code/identifiers.js';
import { namedShapes } from './named-shapes.js';
import { docComment, propertyName, stringLiteral } from '../code/source-text.js';
import type { RecordShape, Shape } from '../runtime/resolution/value-shape.js';
import { fieldDefaultOf } from './field-default.js';
import type { NamedTypes } from './named-types.js';
import { brokenUnion, typeMembers, typeText, type TypeReferences } from './type-text.js';

/** The types of values to write: the decoded types, in which fields with a default are optional. */
export interface InputTypes {
  /** Spells a record as its input type, if it has one. */
  readonly spelling: TypeReferences;
  /** The declarations. */
  readonly text: string;
}

/** Declares an input type for each record of the shapes in which a field, or one of a record within it, has a default. */
export function inputTypes(
  shapes: readonly Shape[],
  names: NamedTypes,
  { spelling, taken }: { readonly spelling: TypeReferences; readonly taken: Iterable<string> },
): InputTypes {
  const records = new Map<string, RecordShape>();
  for (const shape of shapes.flatMap((root) => [...namedShapes(root)]))
    if (shape.kind === 'record') records.set(names.nameOf(shape), shape);
  const loose = looseRecords(records, names);
  const scope = new NameScope(taken);
  const inputs = new Map([...loose].map((name) => [name, scope.claim(`${name}Input`)]));
  const input: TypeReferences = {
    declared: (name) => inputs.get(name) ?? spelling.declared(name),
    global: (name) => spelling.global(name),
  };
  const declarations = [...records].flatMap(([name, shape]) =>
    loose.has(name) ? [declaration(shape, { name, names, input, spelling, loose })] : [],
  );
  return { spelling: input, text: declarations.join('\n') };
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

function declaration(shape: RecordShape, { name, names, input, spelling, loose }: Naming): string {
  const own = input.declared(name);
  const changed = shape.fields.flatMap((field) => {
    const isOptional = fieldDefaultOf(field) !== undefined;
    const isLoose = holdsAny(field.shape, loose, names);
    if (!isOptional && !isLoose) return [];
    const key = `${propertyName(field.field.name)}${isOptional ? '?' : ''}:`;
    const literal = stringLiteral(field.field.name);
    const members = isLoose ? typeMembers(field.shape, names, input) : [`${spelling.declared(name)}[${literal}]`];
    return [{ literal, text: brokenUnion(key, members, ';', '  ') }];
  });
  const isAll = changed.length === shape.fields.length && !shape.tagged;
  const keys = changed.map(({ literal }) => literal);
  const head = isAll ? '' : ` ${omitText(`export interface ${own} extends `, spelling.declared(name), keys)}`;
  const doc = docComment([`Input for ${name}: fields with a default are optional.`]);
  return `${doc}export interface ${own}${head} {\n${changed.map(({ text }) => text).join('')}}\n`;
}

function omitText(before: string, type: string, keys: readonly string[]): string {
  const line = `Omit<${type}, ${keys.join(' | ')}>`;
  if (before.length + line.length + 2 <= 100) return `extends ${line}`;
  return `extends Omit<\n  ${type},\n${keys.map((key) => `  | ${key}\n`).join('')}>`;
}

/** The type of a complete value to write, as an alias if it is long. */
export function inputRoot(
  shape: Shape,
  names: NamedTypes,
  { type, inputs }: { readonly type: string; readonly inputs: InputTypes },
): { readonly type: string; readonly alias: string } {
  const plain = typeText(shape, names, { declared: (name) => name, global: (name) => name });
  const text = typeText(shape, names, inputs.spelling);
  if (text === plain || !inputs.text.includes('export ')) return { type, alias: '' };
  if (text.length <= 50) return { type: text, alias: '' };
  const alias = `${type}Input`;
  const members = typeMembers(shape, names, inputs.spelling);
  return { type: alias, alias: brokenUnion(`export type ${alias} =`, members, ';', '') };
}
