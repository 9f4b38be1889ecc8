import { NameScope, lowerFirst, upperFirst } from '../../code/identifiers.js';
import { literalKey, stringLiteral } from '../../code/source-text.js';
import { valueLiteral } from '../../code/value-literal.js';
import { readDefault } from '../../runtime/resolution/default-value.js';
import { fractionDigits, leafReader } from '../../runtime/resolution/leaf-reader.js';
import type { JsonDecimals } from '../../runtime/avro/json-decimal.js';
import { shortName, type AvroType, type EnumType, type Field } from '../../runtime/resolution/schema.js';
import type {
  EnumShape,
  FieldShape,
  LeafShape,
  RecordShape,
  Shape,
  UnionBranch,
  UnionShape,
} from '../../runtime/resolution/value-shape.js';
import type { NamedTypes } from '../named-types.js';
import { typeText, type TypeReferences } from '../type-text.js';

/** Where a value is read from, its place for errors, and what functions are named after. */
interface Place {
  /** The expressions of the object or array and of the key or index. */
  readonly holder: string;
  readonly key: string;
  readonly at: string;
  readonly name: string;
  /** The type by way of its record's field, for one that is long to spell out. */
  readonly typeText?: string;
}

/** How values come in JSON where there is a choice. */
export interface JsonForms {
  /** Undefined where it has to be seen from the value. */
  readonly decimals?: JsonDecimals | undefined;
}

/**
 * Prints the decoder of a shape's values from JSON, as Lambda's event source mapping makes it of Avro: a function for each
 * record, array, map and union. The values are those that the binary decoder gives.
 */
export class JsonDecoderPrinter {
  /** What the code uses, by module of the runtime: `avro/json-read` → `jsonString`. */
  readonly imports = new Map<string, Set<string>>();
  /** The tables of enum symbols and of unions' branches. */
  readonly tables: string[] = [];
  readonly functions: string[] = [];
  private readonly names: NamedTypes;
  private readonly spelling: TypeReferences;
  private readonly scope: NameScope;
  private readonly declared = new Map<string, string>();
  private readonly symbolTables = new Map<string, string>();
  private decimals: JsonDecimals | undefined;

  constructor(names: NamedTypes, spelling: TypeReferences, scope: NameScope) {
    this.names = names;
    this.spelling = spelling;
    this.scope = scope;
  }

  /** The expression that reads the whole value of the AvroJson `j`, with the functions it calls declared. */
  print(shape: Shape, { at, name, decimals }: Pick<Place, 'at' | 'name'> & JsonForms): string {
    this.decimals = decimals;
    this.use('avro/json', 'AvroJson');
    return this.read(shape, { holder: 'j.value', key: "'value'", at, name, typeText: name });
  }

  private read(shape: Shape, place: Place): string {
    const { holder, key } = place;
    const at = stringLiteral(place.at);
    switch (shape.kind) {
      case 'leaf':
        return this.leaf(shape, place);
      case 'enum': {
        const byDefault = shape.type.default === undefined ? [] : [stringLiteral(shape.type.default)];
        return this.call('jsonSymbol', holder, key, at, this.symbols(shape), ...byDefault);
      }
      case 'record':
        return `${this.record(shape)}(j, ${holder}, ${key})`;
      case 'array':
        return `${this.array(shape.items, typeText(shape, this.names, this.spelling), place)}(j, ${holder}, ${key})`;
      case 'map':
        return `${this.map(shape.values, typeText(shape, this.names, this.spelling), place)}(j, ${holder}, ${key})`;
      case 'union':
        return `${this.union(shape, place)}(j, ${holder}, ${key})`;
    }
  }

  private leaf(shape: LeafShape, { holder, key, at }: Place): string {
    const place = [holder, key, stringLiteral(at)];
    if (shape.form === 'null') return this.call('jsonNull', ...place);
    const { read, args } = leafReader(shape.type, shape, shape.type);
    const name = read.replace(/^read/, 'json');
    const { logical } = shape.type;
    switch (logical?.name) {
      case 'decimal':
        return this.call(
          name,
          ...place,
          ...args.map(String),
          String(logical.precision),
          ...(this.decimals === undefined ? [] : [stringLiteral(this.decimals)]),
        );
      case 'date':
        return this.call(shape.form === 'number' ? 'jsonDays' : name, ...place);
      case 'timestamp-millis':
      case 'timestamp-micros':
      case 'timestamp-nanos': {
        const isCount = shape.form === 'number' || shape.form === 'bigint';
        return this.call(name, ...place, ...(isCount ? [fractionDigits(shape.type)] : args).map(String));
      }
      default:
        return this.call(name, ...place, ...args.map(String));
    }
  }

  private record(shape: RecordShape): string {
    const type = this.names.nameOf(shape);
    return this.declare(`record ${type}`, `read${type}Json`, (name) => {
      const record = shortName(shape.type.fullName);
      const returns = this.spelling.declared(type);
      const tag = shape.tagged ? [`    $type: ${stringLiteral(shape.type.fullName)},`] : [];
      const entries = shape.fields.map((field) =>
        broken(`    ${literalKey(field.field.name)}: ${this.field(shape, field)},`),
      );
      const lines = [...tag, ...entries];
      const load = `j.object(holder, key, ${stringLiteral(record)})`;
      return functionText(name, returns, [
        entries.length === 0 ? `  ${load};` : `  const object = ${load};`,
        ...(lines.length === 0 ? ['  return {};'] : ['  return {', ...lines, '  };']),
      ]);
    });
  }

  /** The expression of a field: by its name or an alias; its default where it is missing. */
  private field(record: RecordShape, { field, shape }: FieldShape): string {
    const short = shortName(record.type.fullName);
    const keys = [field.name, ...field.aliases].map(stringLiteral).join(', ');
    const key = field.aliases.length === 0 ? keys : `${this.use('avro/json', 'fieldKey')}(object, ${keys})`;
    const at = `${short}.${field.name}`;
    const read = this.read(shape, {
      holder: 'object',
      key,
      at,
      name: `${short}${upperFirst(field.name)}`,
      typeText: `${this.spelling.declared(this.names.nameOf(record))}[${stringLiteral(field.name)}]`,
    });
    if (field.default === undefined) return read;
    const byDefault = readDefault(shape, field.default);
    const value = valueLiteral(
      byDefault.make(),
      (global) => this.spelling.global(global),
      '      ',
      field.name.length + 6,
    );
    return `j.has(object, ${key}, ${stringLiteral(at)}, ${byDefault.count})\n      ? ${read}\n      : ${value}`;
  }

  private array(items: Shape, type: string, place: Place): string {
    const item = this.read(items, { holder: 'list', key: 'i', at: `${place.at}[]`, name: `${place.name}Item` });
    return this.declare(`array ${item} ${place.at} ${type}`, `read${place.name}Json`, (name) =>
      functionText(name, type, [
        `  const list = j.array(holder, key, ${stringLiteral(place.at)});`,
        `  const items: ${type} = [];`,
        `  for (let i = 0; i < list.length; i++) items.push(${item});`,
        '  return items;',
      ]),
    );
  }

  private map(values: Shape, type: string, place: Place): string {
    const value = this.read(values, { holder: 'object', key: 'name', at: `${place.at}{}`, name: `${place.name}Value` });
    this.use('avro/read', 'setEntry');
    return this.declare(`map ${value} ${place.at} ${type}`, `read${place.name}Json`, (name) =>
      functionText(name, type, [
        `  const object = j.object(holder, key, ${stringLiteral(place.at)});`,
        `  const map: ${type} = {};`,
        `  for (const name of Object.keys(object)) setEntry(map, name, ${value});`,
        '  return map;',
      ]),
    );
  }

  private union(shape: UnionShape, place: Place): string {
    const at = stringLiteral(place.at);
    const whole = typeText(shape, this.names, this.spelling);
    const type = whole.length > 50 ? (place.typeText ?? whole) : whole;
    const key = `union ${place.at} ${type} ${shape.branches.map(({ name }) => name).join()}`;
    return this.declare(key, `read${place.name}Json`, (name) => {
      const table = this.branches(shape, place.name);
      const cases = shape.branches.flatMap((branch, index) => {
        const value = this.read(branch.shape, {
          holder: 'j.holder',
          key: 'j.key',
          at: place.at,
          name: shape.branches.length > 2 ? `${place.name}Branch${index + 1}` : place.name,
        });
        const isWrapped = shape.wrapped && branch.name !== 'null';
        return [
          `    case ${index}:`,
          `      return ${isWrapped ? `{ $type: ${stringLiteral(branch.name)}, value: ${value} }` : value};`,
        ];
      });
      return functionText(name, type, [
        `  switch (j.branch(holder, key, ${at}, ${table})) {`,
        ...cases,
        '    default:',
        `      return j.fail(holder, key, ${at}, 'it matches none of the union branches');`,
        '  }',
      ]);
    });
  }

  /** The table that distinguishes a union's branches. */
  private branches(shape: UnionShape, name: string): string {
    const rows = shape.branches.map((branch) => {
      const { fits, mayBe } = this.tests(branch);
      const fields = branch.shape.kind === 'record' ? this.fieldNames(branch.shape) : [];
      const names = wrapperNames(branch.type).map(stringLiteral).join(', ');
      const other = mayBe === undefined ? [] : [`mayBe: ${mayBe}`];
      return `  ${objectText([`names: [${names}]`, `fits: ${fits}`, ...other, ...fields], '  ')},\n`;
    });
    const table = this.scope.claim(`${lowerFirst(name)}Branches`);
    this.use('avro/json', 'type JsonBranch');
    this.tables.push(`const ${table}: readonly JsonBranch[] = [\n${rows.join('')}];\n`);
    return table;
  }

  private fieldNames(shape: RecordShape): string[] {
    const isNeeded = ({ field }: FieldShape): boolean => field.default === undefined && !isNullable(field.type);
    const needed = shape.fields.filter(isNeeded).map(({ field }) => `[${knownAs(field).join(', ')}]`);
    const others = shape.fields.filter((field) => !isNeeded(field)).flatMap(({ field }) => knownAs(field));
    const lists = [listText('needed', needed), listText('others', others)];
    return [`fields: ${objectText(lists, '    ')}`];
  }

  /** The names of the functions that check whether a value could be of the branch. */
  private tests({ type }: UnionBranch): { readonly fits: string; readonly mayBe?: string } {
    const fit = (name: string): string => this.use('avro/json-fit', name);
    const logical = 'logical' in type ? type.logical?.name : undefined;
    switch (type.kind) {
      case 'null':
        return { fits: fit('fitsNull') };
      case 'boolean':
        return { fits: fit('fitsBoolean') };
      case 'int':
        return { fits: fit('fitsInt'), mayBe: fit(logical === 'date' ? 'fitsText' : 'fitsDigits') };
      case 'long':
        return { fits: fit('fitsLong'), mayBe: fit(logical === undefined ? 'fitsDigits' : 'fitsText') };
      case 'float':
      case 'double':
        return { fits: fit('fitsNumber'), mayBe: fit('fitsNotFinite') };
      case 'string':
        return { fits: fit('fitsText') };
      case 'bytes':
        return logical === 'decimal' ? this.decimalTests(fit('fitsBytes')) : { fits: fit('fitsBytes') };
      case 'fixed':
        if (logical === 'decimal') return this.decimalTests(`${fit('fitsFixed')}(${type.size})`);
        return {
          fits: `${fit('fitsFixed')}(${type.size})`,
          ...(logical === 'uuid' ? { mayBe: fit('fitsTextOrNumber') } : {}),
        };
      case 'enum':
        return {
          fits: `${fit('fitsSymbol')}(${this.symbols({ kind: 'enum', type })})`,
          ...(type.default === undefined ? {} : { mayBe: fit('fitsText') }),
        };
      case 'array':
        return { fits: fit('fitsList') };
      case 'map':
      case 'record':
        return { fits: fit('fitsObject') };
      case 'union':
        return { fits: fit('fitsNull') };
    }
  }

  private decimalTests(fitsBytes: string): { readonly fits: string; readonly mayBe?: string } {
    const fit = (name: string): string => this.use('avro/json-fit', name);
    switch (this.decimals) {
      case 'bytes':
        return { fits: fitsBytes };
      case 'text':
        return { fits: fit('fitsDecimal') };
      case 'number':
        return { fits: fit('fitsNumber') };
      case undefined:
        return { fits: fitsBytes, mayBe: fit('fitsTextOrNumber') };
    }
  }

  private symbols({ type }: EnumShape): string {
    const declared = this.spelling.declared(this.names.nameOf(type));
    const known = this.symbolTables.get(declared);
    if (known !== undefined) return known;
    const name = this.scope.claim(`${lowerFirst(this.names.nameOf(type))}Symbols`);
    this.symbolTables.set(declared, name);
    const list = type.symbols.map(stringLiteral);
    const head = `const ${name}: readonly ${declared}[] = [`;
    const line = `${head}${list.join(', ')}];\n`;
    this.tables.push(line.length <= 101 ? line : `${head}\n${list.map((item) => `  ${item},\n`).join('')}];\n`);
    return name;
  }

  /** Declares a function once for each key; a recursive one finds its own name. */
  private declare(key: string, wanted: string, text: (name: string) => string): string {
    // The key and the value may have their decimals in different forms.
    const id = `${this.decimals ?? ''} ${key}`;
    const known = this.declared.get(id);
    if (known !== undefined) return known;
    const name = this.scope.claim(wanted, `${wanted}Value`);
    this.declared.set(id, name);
    this.use('json/holder', 'type JsonHolder');
    // Callers stand above what they call.
    const index = this.functions.push('') - 1;
    this.functions[index] = text(name);
    return name;
  }

  private call(name: string, ...args: readonly string[]): string {
    return `${this.use('avro/json-read', name)}(${['j', ...args].join(', ')})`;
  }

  private use(module: string, name: string): string {
    const names = this.imports.get(module) ?? new Set();
    this.imports.set(module, names.add(name));
    return name;
  }
}

function functionText(name: string, returns: string, lines: readonly string[]): string {
  const parameters = ['j: AvroJson', 'holder: JsonHolder', 'key: string | number'];
  const head = `function ${name}(${parameters.join(', ')}): ${returns} {`;
  const broken = `function ${name}(\n${parameters.map((one) => `  ${one},\n`).join('')}): ${returns} {`;
  return `${[head.length <= 100 ? head : broken, ...lines, '}'].join('\n')}\n`;
}

/** The names that a value of a branch may be wrapped in. */
function wrapperNames(type: AvroType | EnumType): readonly string[] {
  if (!('fullName' in type)) return [type.kind];
  const full = [type.fullName, ...type.aliases];
  return [...new Set([...full, ...full.map(shortName)])];
}

function knownAs(field: Field): readonly string[] {
  return [field.name, ...field.aliases].map(stringLiteral);
}

/** A property whose value is one call, with an argument a line where it would be too long. */
function broken(entry: string): string {
  const [, head, args] = /^( +[^(\n]+\()([^(\n]*)\),$/.exec(entry) ?? [];
  if (entry.length <= 100 || head === undefined || args === undefined) return entry;
  return `${head}\n${args
    .split(', ')
    .map((arg) => `      ${arg},\n`)
    .join('')}    ),`;
}

/** An object literal that stands behind `indent`: on one line if it fits, else an entry a line. */
function objectText(entries: readonly string[], indent: string): string {
  const line = `{ ${entries.join(', ')} }`;
  if (indent.length + line.length <= 90 && !line.includes('\n')) return line;
  return `{\n${entries.map((entry) => `${indent}  ${entry},\n`).join('')}${indent}}`;
}

/** A property of an object that is six columns in, whose value is a list. */
function listText(name: string, items: readonly string[]): string {
  const line = `${name}: [${items.join(', ')}]`;
  if (line.length <= 92) return line;
  return `${name}: [\n${items.map((item) => `        ${item},\n`).join('')}      ]`;
}

function isNullable(type: AvroType): boolean {
  return type.kind === 'null' || (type.kind === 'union' && type.branches.some(({ kind }) => kind === 'null'));
}
