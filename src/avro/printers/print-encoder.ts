import { NameScope, lowerFirst, upperFirst } from '../../code/identifiers.js';
import { stringLiteral } from '../../code/source-text.js';
import { leafReader } from '../../runtime/resolution/leaf-reader.js';
import { shortName } from '../../runtime/resolution/schema.js';
import {
  valueKind,
  type EnumShape,
  type RecordShape,
  type Shape,
  type UnionBranch,
  type UnionShape,
} from '../../runtime/resolution/value-shape.js';
import type { NamedTypes } from '../named-types.js';
import { printDefaults } from '../print-defaults.js';
import { typeText, type TypeReferences } from '../type-text.js';

/** What is written: an expression for the value, the place for errors, and what functions are named after. */
interface Place {
  readonly value: string;
  readonly at: string;
  readonly name: string;
  /** The type by way of its record's field, for one that is long to spell out. */
  readonly typeText?: string;
}

/** Prints the encoder of a shape: the mirror of the decoder whose writer's schema is the reader's own. */
export class EncoderPrinter {
  /** What the code uses of simulate/avro-write. */
  readonly imports = new Set<string>();
  /** The tables of enum symbols. */
  readonly tables: string[] = [];
  readonly functions: string[] = [];
  private readonly names: NamedTypes;
  private readonly spelling: TypeReferences;
  private readonly scope: NameScope;
  private readonly unions = new Map<UnionShape, string>();
  /** By the names of their types: a key and a value may share one. */
  private readonly records = new Map<string, string>();
  private readonly symbolTables = new Map<string, string>();

  constructor(names: NamedTypes, spelling: TypeReferences, scope: NameScope) {
    this.names = names;
    this.spelling = spelling;
    this.scope = scope;
  }

  /** The statements that write a whole value, with the functions they call declared. */
  print(shape: Shape, place: Place): readonly string[] {
    return this.write(shape, place);
  }

  private write(shape: Shape, place: Place): readonly string[] {
    const at = stringLiteral(place.at);
    switch (shape.kind) {
      case 'leaf': {
        if (shape.form === 'null') return [];
        const { read, args } = leafReader(shape.type, shape, shape.type);
        return [`${this.call(read.replace(/^read/, 'write'), 'w', place.value, at, ...args)};`];
      }
      case 'enum':
        return [`${this.call('writeSymbol', 'w', place.value, at, this.symbols(shape))};`];
      case 'record':
        return [`${this.record(shape)}(w, ${place.value});`];
      case 'array': {
        const each = this.callback(
          'item',
          this.write(shape.items, { value: 'item', at: `${place.at}[]`, name: `${place.name}Item` }),
        );
        return statement(this.call('writeArray', 'w', place.value, at, each));
      }
      case 'map': {
        const each = this.callback(
          'value',
          this.write(shape.values, { value: 'value', at: `${place.at}{}`, name: `${place.name}Value` }),
        );
        return statement(this.call('writeMap', 'w', place.value, at, each));
      }
      case 'union':
        return this.union(shape, place);
    }
  }

  private record(shape: RecordShape): string {
    const known = this.records.get(this.names.nameOf(shape));
    if (known !== undefined) return known;
    const type = this.names.nameOf(shape);
    const declared = this.spelling.declared(type);
    const name = this.scope.claim(`write${type}`, `write${type}Value`);
    this.records.set(type, name);
    const index = this.functions.push('') - 1;
    const record = shortName(shape.type.fullName);
    const defaults = printDefaults(shape, declared, this.spelling);
    const whole = defaults.length === 0 ? declared : `Required<${declared}>`;
    const lines = shape.fields.flatMap(({ field, shape: inner }) =>
      this.write(inner, {
        value: `value.${field.name}`,
        at: `${record}.${field.name}`,
        name: `${record}${upperFirst(field.name)}`,
        typeText: `${whole}[${stringLiteral(field.name)}]`,
      }),
    );
    const given = defaults.length === 0 ? 'value' : 'input';
    this.functions[index] =
      lines.length === 0
        ? functionText(name, `_w: ByteWriter, _value: ${declared}`, [])
        : functionText(name, `w: ByteWriter, ${given}: ${declared}`, [...defaults, ...lines]);
    return name;
  }

  private union(shape: UnionShape, place: Place): readonly string[] {
    const known = this.unions.get(shape);
    if (known !== undefined) return [`${known}(w, ${place.value});`];
    const [first, second] = shape.branches;
    const nullable = shape.branches.length === 2 && (first?.name === 'null' || second?.name === 'null');
    if (nullable && !shape.wrapped) return this.branches(shape, place);
    const whole = typeText(shape, this.names, this.spelling);
    const type = whole.length > 50 ? (place.typeText ?? whole) : whole;
    const name = this.scope.claim(`write${place.name}`, `write${place.name}Value`);
    this.unions.set(shape, name);
    const index = this.functions.push('') - 1;
    const lines = this.branches(shape, { ...place, value: 'value' });
    this.functions[index] = functionText(
      name,
      lines.length === 0 ? `_w: ByteWriter, _value: ${type}` : `w: ByteWriter, value: ${type}`,
      lines,
    );
    return [`${name}(w, ${place.value});`];
  }

  /** Distinguishes the branches, null first and objects last. */
  private branches(shape: UnionShape, place: Place): readonly string[] {
    const numbered = shape.branches.map((branch, index) => ({ branch, index }));
    const nulls = numbered.filter(({ branch }) => branch.name === 'null');
    const others = numbered.filter(({ branch }) => branch.name !== 'null');
    const objects = others.filter(({ branch }) => shape.wrapped || valueKind(branch.shape) === 'object');
    const plain = others.filter((one) => !objects.includes(one));
    const body = ({ branch, index }: { branch: UnionBranch; index: number }): readonly string[] => [
      this.call('writeIndex', 'w', index) + ';',
      ...this.write(branch.shape, {
        value: shape.wrapped && branch.name !== 'null' ? `${place.value}.value` : place.value,
        at: place.at,
        name: shape.branches.length > 2 ? `${place.name}Branch${index + 1}` : place.name,
      }),
    ];
    const arms = [...nulls, ...plain].map((one) => ({
      test: this.test(one.branch.shape, place.value),
      lines: body(one),
    }));
    const tagged = shape.wrapped || objects.length > 1;
    const [object] = objects;
    if (tagged) {
      const cases = objects.flatMap((one) => [
        `  case ${stringLiteral(one.branch.name)}:`,
        ...body(one).map((line) => `    ${line}`),
        '    break;',
      ]);
      const names = objects.map(({ branch }) => stringLiteral(branch.name)).join(', ');
      const refusal = this.call('refuseBranch', place.value, stringLiteral(place.at), `[${names}]`);
      arms.push({
        test: '',
        lines: [`switch (${place.value}.$type) {`, ...cases, '  default:', `    ${refusal};`, '}'],
      });
    } else if (object !== undefined) arms.push({ test: '', lines: body(object) });
    return chain(arms);
  }

  /** The condition that holds for the values of one branch only. */
  private test(shape: Shape, value: string): string {
    const kind = valueKind(shape);
    switch (kind) {
      case 'null':
        return `${value} === null`;
      case 'array':
        return `Array.isArray(${value})`;
      case 'Uint8Array':
      case 'Date':
        return `${value} instanceof ${this.spelling.global(kind)}`;
      default:
        return `typeof ${value} === ${stringLiteral(kind)}`;
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

  private callback(parameter: string, lines: readonly string[]): string {
    const [only] = lines;
    if (only === undefined) return '() => undefined';
    if (lines.length === 1 && !only.includes('\n')) return `(${parameter}) => ${only.slice(0, -1)}`;
    return `(${parameter}) => {\n${lines.map((line) => `    ${line}\n`).join('')}  }`;
  }

  private call(name: string, ...args: readonly (string | number)[]): string {
    this.imports.add(name);
    return `${name}(${args.join(', ')})`;
  }
}

function functionText(name: string, parameters: string, lines: readonly string[]): string {
  const head = `function ${name}(${parameters}): void {`;
  return `${head}\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
}

function statement(text: string): readonly string[] {
  return `${text};`.split('\n');
}

/** `if … else if … else …`; the last arm without a test, or with one that need not be asked. */
function chain(arms: readonly { readonly test: string; readonly lines: readonly string[] }[]): readonly string[] {
  if (arms.length < 2) return arms.flatMap(({ lines }) => lines);
  return arms.flatMap(({ test, lines }, index) => {
    const last = index === arms.length - 1;
    const head = last ? '} else {' : index === 0 ? `if (${test}) {` : `} else if (${test}) {`;
    return [head, ...lines.map((line) => `  ${line}`), ...(last ? ['}'] : [])];
  });
}
