import { NameScope, lowerFirst, upperFirst } from '../../code/identifiers.js';
import { literalKey, stringLiteral } from '../../code/source-text.js';
import { leafReader } from '../../runtime/resolution/leaf-reader.js';
import { shortName } from '../../runtime/resolution/schema.js';
import {
  valueKind,
  type EnumShape,
  type LeafShape,
  type RecordShape,
  type Shape,
  type UnionShape,
} from '../../runtime/resolution/value-shape.js';
import type { NamedTypes } from '../named-types.js';
import { typeText, type TypeReferences } from '../type-text.js';

/** What is made JSON: an expression for the value, the place for errors, and what functions are named after. */
interface Place {
  readonly value: string;
  readonly at: string;
  readonly name: string;
  /** The type by way of its record's field, for one that is long to spell out. */
  readonly typeText?: string;
}

/** Prints the functions that make a shape's values the JSON of the Avro specification, with every union's branch named. */
export class JsonEncoderPrinter {
  /** What the code uses, by module of the runtime: `simulate/avro-write` → `writeLong`. */
  readonly imports = new Map<string, Set<string>>();
  /** The tables of enum symbols. */
  readonly tables: string[] = [];
  readonly functions: string[] = [];
  private readonly names: NamedTypes;
  private readonly spelling: TypeReferences;
  private readonly scope: NameScope;
  private readonly declared = new Map<string, string>();
  private readonly symbolTables = new Map<string, string>();

  constructor(names: NamedTypes, spelling: TypeReferences, scope: NameScope) {
    this.names = names;
    this.spelling = spelling;
    this.scope = scope;
  }

  /** The expression that is the JSON of a value, for `writeJson`, with the functions it calls declared. */
  print(shape: Shape, place: Place): string {
    const at = stringLiteral(place.at);
    switch (shape.kind) {
      case 'leaf':
        return this.leaf(shape, place);
      case 'enum':
        return `${this.use('simulate/avro-json-write', 'symbolJson')}(${place.value}, ${at}, ${this.symbols(shape)})`;
      case 'record':
        return `${this.record(shape)}(${place.value})`;
      case 'array': {
        const item = this.print(shape.items, { value: 'item', at: `${place.at}[]`, name: `${place.name}Item` });
        return `${this.use('simulate/avro-json-write', 'arrayJson')}(${place.value}, ${at}, (${used('item', item)}) => ${item})`;
      }
      case 'map': {
        const entry = this.print(shape.values, { value: 'value', at: `${place.at}{}`, name: `${place.name}Value` });
        return `${this.use('simulate/avro-json-write', 'mapJson')}(${place.value}, ${at}, (${used('value', entry)}) => ${entry})`;
      }
      case 'union':
        return `${this.union(shape, place)}(${place.value})`;
    }
  }

  private leaf(shape: LeafShape, { value, at }: Place): string {
    if (shape.form === 'null') return 'null';
    const { read, args } = leafReader(shape.type, shape, shape.type);
    const write = this.use('simulate/avro-write', read.replace(/^read/, 'write'));
    const json = this.use('simulate/avro-json-write', `${shape.type.kind}Json`);
    return `${json}(${[write, value, stringLiteral(at), ...args.map(String)].join(', ')})`;
  }

  private record(shape: RecordShape): string {
    const type = this.names.nameOf(shape);
    return this.declare(`record ${type}`, `${lowerFirst(type)}Json`, (name) => {
      const declared = this.spelling.declared(type);
      const record = shortName(shape.type.fullName);
      const entries = shape.fields.map(({ field, shape: inner }) => {
        const value = this.print(inner, {
          value: `value[${stringLiteral(field.name)}]`,
          at: `${record}.${field.name}`,
          name: `${record}${upperFirst(field.name)}`,
          typeText: `${declared}[${stringLiteral(field.name)}]`,
        });
        return { value, text: `    ${literalKey(field.name)}: ${value},\n` };
      });
      const body = entries.length === 0 ? '{}' : `{\n${entries.map(({ text }) => text).join('')}  }`;
      return `function ${name}(${used('value', entries.map(({ value }) => value).join())}: ${declared}): unknown {\n  return ${body};\n}\n`;
    });
  }

  private union(shape: UnionShape, place: Place): string {
    const whole = typeText(shape, this.names, this.spelling);
    const type = whole.length > 50 ? (place.typeText ?? whole) : whole;
    const key = `union ${place.at} ${type} ${shape.branches.map(({ name }) => name).join()}`;
    return this.declare(key, `${lowerFirst(place.name)}Json`, (name) => {
      const arms = this.arms(shape, place);
      const lines = arms.map(({ test, result }) => (test === '' ? `  return ${result};\n` : conditional(test, result)));
      const body = lines.join('');
      return `function ${name}(${used('value', body)}: ${type}): unknown {\n${body}}\n`;
    });
  }

  /** A test and a result for each branch, null first and objects last; the last one needs no test. */
  private arms(shape: UnionShape, place: Place): readonly { readonly test: string; readonly result: string }[] {
    const objects = shape.branches.filter(({ shape: inner }) => valueKind(inner) === 'object');
    const tagged = (name: string): boolean =>
      shape.wrapped || (objects.length > 1 && objects.some((one) => one.name === name));
    const rank = (inner: Shape): number => (valueKind(inner) === 'null' ? 0 : valueKind(inner) === 'object' ? 2 : 1);
    const sorted = shape.branches.toSorted((a, b) => rank(a.shape) - rank(b.shape));
    const arms = sorted.map((branch) => {
      if (branch.name === 'null') return { test: 'value === null', result: 'null' };
      const json = this.print(branch.shape, {
        value: shape.wrapped ? 'value.value' : 'value',
        at: place.at,
        name: `${place.name}Branch${shape.branches.indexOf(branch) + 1}`,
      });
      const test = tagged(branch.name) ? `value.$type === ${stringLiteral(branch.name)}` : this.test(branch.shape);
      return { test, result: `{ ${literalKey(branch.name)}: ${json} }` };
    });
    const last = arms.at(-1);
    const isTagged = last?.test.startsWith('value.$type') === true;
    if (last === undefined || !isTagged) return arms.map((arm) => (arm === last ? { ...arm, test: '' } : arm));
    const names = shape.branches
      .filter(({ name }) => name !== 'null' && tagged(name))
      .map(({ name }) => stringLiteral(name));
    const refusal = `${this.use('simulate/avro-write', 'refuseBranch')}(value, ${stringLiteral(place.at)}, [${names.join(', ')}])`;
    return [...arms, { test: '', result: refusal }];
  }

  /** The condition that holds for the values of one branch only. */
  private test(shape: Shape): string {
    const kind = valueKind(shape);
    switch (kind) {
      case 'null':
        return 'value === null';
      case 'array':
        return 'Array.isArray(value)';
      case 'Uint8Array':
      case 'Date':
        return `value instanceof ${this.spelling.global(kind)}`;
      default:
        return `typeof value === ${stringLiteral(kind)}`;
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
    const known = this.declared.get(key);
    if (known !== undefined) return known;
    const name = this.scope.claim(wanted, `${wanted}Value`);
    this.declared.set(key, name);
    // Callers stand above what they call.
    const index = this.functions.push('') - 1;
    this.functions[index] = text(name);
    return name;
  }

  private use(module: string, name: string): string {
    const names = this.imports.get(module) ?? new Set();
    this.imports.set(module, names.add(name));
    return name;
  }
}

function conditional(test: string, result: string): string {
  const line = `  if (${test}) return ${result};\n`;
  return line.length <= 101 ? line : `  if (${test}) {\n    return ${result};\n  }\n`;
}

/** A parameter's name, marked where the code does without it. */
function used(parameter: string, code: string): string {
  return new RegExp(`\\b${parameter}\\b`).test(code) ? parameter : `_${parameter}`;
}
