import {
  branchName,
  shortName,
  type Attributes,
  type AvroType,
  type EnumType,
  type Field,
  type FixedType,
  type LogicalType,
  type NamedType,
  type PrimitiveName,
  type RecordType,
} from './schema.js';
import { isObject } from '../json/check.js';
import { pointerStep } from '../json-pointer.js';
import { checkDefault } from './schema-default.js';
import { readLogicalType } from './logical-type.js';
import {
  FIELD_NAME,
  isFullName,
  isNamespace,
  isPrimitive,
  NAME,
  namespaceOf,
  PRIMITIVES,
  qualify,
} from './schema-name.js';
import { MAX_BETWEEN, recordsFarWithin } from './recursion.js';

/** A rule of the Avro specification that a schema breaks, and where. */
export interface SchemaFault {
  /** The file it stands in, when the schema spans several (see `Definitions`). */
  readonly file: string | undefined;
  /** JSON pointer. */
  readonly pointer: string;
  readonly message: string;
  /** A name of a type that is not known, and those that are. */
  readonly unknown?: { readonly name: string; readonly known: readonly string[] };
}

/** Finds the file that defines a full name, for schemas that are split over several. */
export type Definitions = (
  fullName: string,
) => { readonly file: string; readonly json: unknown } | undefined;

export interface ParsedSchema {
  /** Undefined when there are faults. */
  readonly type: AvroType | undefined;
  /** What keeps the bytes of its values from being read. */
  readonly faults: readonly SchemaFault[];
  /** What only a reader's schema needs: a default, an alias or an order that is wrong. `type` leaves it out. */
  readonly readerFaults: readonly SchemaFault[];
  /** What the specification says to ignore, such as a misplaced logical type. */
  readonly remarks: readonly SchemaFault[];
}

/** How deep the JSON of a schema may nest, and how many types it may name: bounds for hostile schemas. */
const MAX_NESTING = 200;
const MAX_NAMED_TYPES = 2_000;

/**
 * Reads the JSON of an Avro schema, by the specification ("Schema Declaration"): faults are collected, not thrown.
 * Names are strict, but for namespaces, in which any text without dots, quotes or spaces may stand, as in Avro's own libraries.
 */
export function parseAvroSchema(
  json: unknown,
  definitions: Definitions = () => undefined,
): ParsedSchema {
  const parser = new SchemaParser(definitions);
  const type = parser.type(json, { file: undefined, pointer: '', namespace: '', depth: 0 });
  parser.checkRecursion(type);
  parser.checkDefaults();
  return {
    type: parser.faults.length === 0 ? type : undefined,
    faults: parser.faults,
    readerFaults: parser.readerFaults,
    remarks: parser.remarks,
  };
}

/** Where the parser stands. */
interface Place {
  readonly file: string | undefined;
  readonly pointer: string;
  readonly namespace: string;
  readonly depth: number;
}

type Json = Readonly<Record<string, unknown>>;

/** What a type's JSON may define, each with a member that no other has. */
const KINDS: readonly (readonly [kind: string, member: string])[] = [
  ['record', 'fields'],
  ['error', 'fields'],
  ['enum', 'symbols'],
  ['fixed', 'size'],
  ['array', 'items'],
  ['map', 'values'],
];

/** Stands for a type that has a fault, so that reading goes on and finds the others. */
const UNREADABLE: AvroType = { kind: 'null', logical: undefined, attributes: {} };

class SchemaParser {
  readonly faults: SchemaFault[] = [];
  readonly readerFaults: SchemaFault[] = [];
  readonly remarks: SchemaFault[] = [];
  private readonly definitions: Definitions;
  private readonly named = new Map<string, NamedType>();
  private readonly filesRead = new Set<string>();
  /** How many types, references followed, stand one in another from a record down. */
  private readonly heights = new Map<AvroType, number>();
  private readonly places = new Map<RecordType, Place>();
  private readonly defaults: { readonly field: FieldBeingRead; readonly place: Place }[] = [];

  constructor(definitions: Definitions) {
    this.definitions = definitions;
  }

  type(json: unknown, place: Place): AvroType {
    if (place.depth > MAX_NESTING) return this.fault(place, `nested more than ${MAX_NESTING} deep`);
    if (typeof json === 'string') return this.reference(json, place);
    if (Array.isArray(json)) return this.union(json, place);
    if (!isObject(json)) return this.fault(place, `expected a type, found ${describe(json)}`);
    const type = json['type'];
    if (type === undefined) return this.fault(place, 'the type has no "type"');
    if (typeof type !== 'string') {
      this.remarkLogicalType(json, place, 'the type');
      return this.type(type, within(place, 'type'));
    }
    switch (this.kindOf(type, json, place)) {
      case 'record':
      case 'error':
        return this.record(json, place);
      case 'enum':
        return this.enumeration(json, place);
      case 'fixed':
        return this.fixed(json, place);
      case 'array':
        return {
          kind: 'array',
          items: this.member(json, 'items', place),
          attributes: attributesOf(json, ['items']),
        };
      case 'map':
        return {
          kind: 'map',
          values: this.member(json, 'values', place),
          attributes: attributesOf(json, ['values']),
        };
      default:
        if (!isPrimitive(type)) return this.reference(type, within(place, 'type'));
        return {
          kind: type,
          logical: this.logical(json, type, place),
          attributes: attributesOf(json, ['precision', 'scale']),
        };
    }
  }

  /** Bounds how deep reading a record within itself can call. */
  checkRecursion(root: AvroType): void {
    if (this.faults.length > 0) return;
    for (const record of recordsFarWithin(root)) {
      const place = this.places.get(record);
      if (place === undefined) continue;
      this.fault(
        place,
        `"${record.fullName}" contains itself under more than ${MAX_BETWEEN} arrays and maps`,
      );
    }
  }

  /** Defaults are checked last, when every type they may need is known. */
  checkDefaults(): void {
    if (this.faults.length > 0) return;
    const wrongs = this.defaults.flatMap(({ field, place }) => {
      const wrong = checkDefault(field.type, field.default);
      return wrong === undefined ? [] : [{ field, place, wrong }];
    });
    for (const { field, place, wrong } of wrongs) {
      const pointer = `${place.pointer}${wrong.pointer}`;
      this.readerFault({ ...place, pointer }, `default of "${field.name}": ${wrong.message}`);
      field.default = undefined;
    }
  }

  private member(json: Json, name: 'items' | 'values', place: Place): AvroType {
    if (json[name] === undefined)
      return this.fault(
        place,
        `${json['type'] === 'map' ? 'the map' : 'the array'} has no "${name}"`,
      );
    return this.type(json[name], within(place, name));
  }

  /** What the JSON of a type defines; one with an unknown "type" is read as what its members say, so that its faults are not many. */
  private kindOf(type: string, json: Json, place: Place): string {
    const own = KINDS.find(([kind]) => kind === type);
    if (own !== undefined || isPrimitive(type) || json['name'] === undefined) return type;
    const meant = KINDS.find(([, member]) => json[member] !== undefined);
    if (meant === undefined || this.find(type, place) !== undefined) return type;
    this.unknown(type, absolute(type, place), within(place, 'type'));
    return meant[0];
  }

  private reference(name: string, place: Place): AvroType {
    if (isPrimitive(name)) return { kind: name, logical: undefined, attributes: {} };
    return this.find(name, place) ?? this.unknown(name, absolute(name, place), place);
  }

  private find(name: string, place: Place): NamedType | undefined {
    const fullName = absolute(name, place);
    return (
      this.named.get(fullName) ??
      this.defined(fullName) ??
      this.named.get(name) ??
      this.defined(name)
    );
  }

  private unknown(name: string, fullName: string, place: Place): AvroType {
    const isLogical = /^(?:date|decimal|uuid|duration|.*time.*)$/.test(name);
    const isKind = KINDS.some(([kind]) => kind === name);
    const hint = isLogical
      ? ' (logical types belong in "logicalType")'
      : isKind
        ? ` (its definition is an object: { "type": "${name}", … })`
        : '';
    const names = [...this.named.keys()].flatMap((full) => [full, shortName(full)]);
    const known = hint === '' ? [...PRIMITIVES, ...KINDS.map(([kind]) => kind), ...names] : [];
    this.faults.push({
      file: place.file,
      pointer: place.pointer,
      message: `unknown type "${fullName}": it is not defined earlier in this file or in an included file${hint}`,
      unknown: { name, known },
    });
    return UNREADABLE;
  }

  /** Looks for a name in the included files, reading the one that defines it. */
  private defined(fullName: string): NamedType | undefined {
    const definition = this.definitions(fullName);
    if (definition === undefined || this.filesRead.has(definition.file)) return undefined;
    this.filesRead.add(definition.file);
    this.type(definition.json, { file: definition.file, pointer: '', namespace: '', depth: 0 });
    return this.named.get(fullName);
  }

  private union(json: readonly unknown[], place: Place): AvroType {
    const branches: AvroType[] = [];
    const seen = new Set<string>();
    json.forEach((branch, index) => {
      const at = within(place, index);
      const faultsBefore = this.faults.length;
      const type = this.type(branch, at);
      if (this.faults.length > faultsBefore) return;
      if (type.kind === 'union') this.fault(at, 'a union must not contain a union directly');
      else if (seen.has(branchName(type)))
        this.fault(at, `a union must not contain ${branchName(type)} more than once`);
      else branches.push(type);
      seen.add(branchName(type));
    });
    return { kind: 'union', branches };
  }

  private record(json: Json, place: Place): AvroType {
    const fields: Field[] = [];
    const name = this.name(json, place);
    const record: RecordType = {
      kind: 'record',
      ...name,
      attributes: attributesOf(json, ['fields']),
      fields,
    };
    this.define(record, place);
    const list = json['fields'];
    if (!Array.isArray(list))
      return this.fault(place, `record "${name.fullName}" has no list of "fields"`);
    const inner = { ...within(place, 'fields'), namespace: namespaceOf(name.fullName) };
    const seen = new Set<string>();
    list.forEach((field: unknown, index) => {
      const made = this.field(field, within(inner, index));
      if (made === undefined) return;
      if (seen.has(made.name))
        this.fault(within(inner, index), `duplicate field "${made.name}" in "${name.fullName}"`);
      seen.add(made.name);
      fields.push(made);
    });
    const height = 1 + Math.max(0, ...fields.map(({ type }) => this.heightOf(type)));
    if (height > MAX_NESTING) this.fault(place, `nested more than ${MAX_NESTING} deep`);
    this.heights.set(record, height);
    this.places.set(record, place);
    return record;
  }

  /** A record that is still being read counts nothing: it holds itself. */
  private heightOf(type: AvroType): number {
    switch (type.kind) {
      case 'array':
        return 1 + this.heightOf(type.items);
      case 'map':
        return 1 + this.heightOf(type.values);
      case 'union':
        return 1 + Math.max(0, ...type.branches.map((branch) => this.heightOf(branch)));
      default:
        return this.heights.get(type) ?? 0;
    }
  }

  private field(json: unknown, place: Place): Field | undefined {
    if (!isObject(json)) return void this.fault(place, `expected a field, found ${describe(json)}`);
    const name = json['name'];
    if (typeof name !== 'string' || !FIELD_NAME.test(name) || name === '$type') {
      return void this.fault(within(place, 'name'), notAName('field', name));
    }
    if (json['type'] === undefined) return void this.fault(place, `field "${name}" has no "type"`);
    const order = json['order'] ?? 'ascending';
    if (!isOrder(order))
      this.readerFault(within(place, 'order'), 'expected "ascending", "descending" or "ignore"');
    const field: FieldBeingRead = {
      name,
      type: this.type(json['type'], within(place, 'type')),
      aliases: this.aliases(json, place),
      doc: text(json['doc']),
      order: isOrder(order) ? order : 'ascending',
      default: json['default'],
      attributes: attributesOf(json, ['order', 'default']),
    };
    this.remarkLogicalType(json, place, `the type of "${name}"`);
    if (field.default !== undefined) this.defaults.push({ field, place: within(place, 'default') });
    return field;
  }

  private enumeration(json: Json, place: Place): AvroType {
    const name = this.name(json, place);
    const symbols = new Set<string>();
    const list = json['symbols'];
    if (!Array.isArray(list))
      return this.fault(place, `enum "${name.fullName}" has no list of "symbols"`);
    list.forEach((symbol: unknown, index) => {
      const at = within(within(place, 'symbols'), index);
      if (typeof symbol !== 'string' || !NAME.test(symbol))
        this.fault(at, notAName('symbol', symbol));
      else if (symbols.has(symbol)) this.fault(at, `duplicate symbol "${symbol}"`);
      else symbols.add(symbol);
    });
    const fallback = text(json['default']);
    const isSymbol = fallback !== undefined && symbols.has(fallback);
    if (json['default'] !== undefined && !isSymbol) {
      this.readerFault(
        within(place, 'default'),
        `the default ${describe(json['default'])} is not one of the symbols`,
      );
    }
    const type: EnumType = {
      kind: 'enum',
      ...name,
      symbols: [...symbols],
      default: isSymbol ? fallback : undefined,
      attributes: attributesOf(json, ['symbols', 'default']),
    };
    return this.define(type, place);
  }

  private fixed(json: Json, place: Place): AvroType {
    const name = this.name(json, place);
    const size = json['size'];
    if (typeof size !== 'number' || !Number.isInteger(size) || size < 0 || size > 2 ** 31 - 1) {
      return this.fault(
        within(place, 'size'),
        `the size of fixed "${name.fullName}" must be a number of bytes, found ${describe(size)}`,
      );
    }
    const type: FixedType = {
      kind: 'fixed',
      ...name,
      size,
      logical: this.logical(json, 'fixed', place, size),
      attributes: attributesOf(json, ['size', 'precision', 'scale']),
    };
    return this.define(type, place);
  }

  private name(json: Json, place: Place): Pick<NamedType, 'fullName' | 'aliases' | 'doc'> {
    const name = json['name'];
    const doc = text(json['doc']);
    if (typeof name !== 'string' || !isFullName(name)) {
      this.fault(
        name === undefined ? place : within(place, 'name'),
        notAName(String(json['type']), name),
      );
      return { fullName: '', aliases: [], doc };
    }
    const own = json['namespace'];
    if (
      !name.includes('.') &&
      own !== undefined &&
      own !== null &&
      (typeof own !== 'string' || !isNamespace(own))
    ) {
      this.fault(
        within(place, 'namespace'),
        `expected a namespace such as "com.example", found ${describe(own)}`,
      );
    }
    const namespace = typeof own === 'string' ? own : place.namespace;
    const fullName = qualify(name, namespace);
    if (isPrimitive(fullName))
      this.fault(within(place, 'name'), `"${fullName}" is the name of a primitive type`);
    return {
      fullName,
      aliases: this.aliases(json, { ...place, namespace: namespaceOf(fullName) }, true),
      doc,
    };
  }

  private aliases(json: Json, place: Place, qualified = false): string[] {
    const list = json['aliases'];
    if (list === undefined || list === null) return [];
    if (!Array.isArray(list)) {
      this.readerFault(within(place, 'aliases'), 'expected a list of names');
      return [];
    }
    return list.flatMap((alias: unknown, index) => {
      if (typeof alias === 'string' && isFullName(alias))
        return [qualified ? qualify(alias, place.namespace) : alias];
      // Avro 1.12 accepts any string here; one that is not a name never matches.
      this.remark(
        within(within(place, 'aliases'), index),
        `the alias ${describe(alias)} is not a valid name and is ignored`,
      );
      return [];
    });
  }

  private define<T extends NamedType>(type: T, place: Place): T {
    if (type.fullName === '') return type;
    if (this.named.has(type.fullName)) this.fault(place, `"${type.fullName}" is defined twice`);
    if (this.named.size === MAX_NAMED_TYPES)
      this.fault(place, `more than ${MAX_NAMED_TYPES} named types`);
    this.named.set(type.fullName, type);
    return type;
  }

  /** A common slip: the logical type next to "type" instead of in it, where it means nothing. */
  private remarkLogicalType(json: Json, place: Place, what: string): void {
    const { type, logicalType: logical } = json;
    if (typeof logical !== 'string' || (isObject(type) && type['logicalType'] === logical)) return;
    const branches: readonly unknown[] = Array.isArray(type) ? type : [type];
    const branch = branches.find((one) => typeof one === 'string' && one !== 'null');
    const written = `{ "type": ${JSON.stringify(typeof branch === 'string' ? branch : '…')}, "logicalType": ${JSON.stringify(logical)} }`;
    this.remark(
      within(place, 'logicalType'),
      Array.isArray(type)
        ? `"logicalType" is next to ${what}, a union, and is ignored: put it in the branch that it is for, as ${written}`
        : `"logicalType" is next to ${what}, not in it, and is ignored: write "type": ${written}`,
    );
  }

  private logical(
    json: Json,
    kind: PrimitiveName | 'fixed',
    place: Place,
    size = 0,
  ): LogicalType | undefined {
    const logical = readLogicalType(json, kind, size);
    if (logical === undefined || 'name' in logical) return logical;
    this.remark(
      within(place, 'logicalType'),
      `${String(json['logicalType'])} is ignored: ${logical.ignored}`,
    );
    return undefined;
  }

  private fault(place: Place, message: string): AvroType {
    this.faults.push({ file: place.file, pointer: place.pointer, message });
    return UNREADABLE;
  }

  private readerFault(place: Place, message: string): void {
    this.readerFaults.push({ file: place.file, pointer: place.pointer, message });
  }

  private remark(place: Place, message: string): void {
    this.remarks.push({ file: place.file, pointer: place.pointer, message });
  }
}

/** The full name that a reference means. */
function absolute(name: string, { namespace }: Place): string {
  return name.includes('.') || namespace === '' ? name.replace(/^\./, '') : `${namespace}.${name}`;
}

function within(place: Place, step: string | number): Place {
  const token = typeof step === 'number' ? step : pointerStep(step);
  return { ...place, pointer: `${place.pointer}/${token}`, depth: place.depth + 1 };
}

/** A field whose default may turn out to be wrong when every type is known. */
type FieldBeingRead = Omit<Field, 'default'> & { default: unknown };

function isOrder(order: unknown): order is Field['order'] {
  return order === 'ascending' || order === 'descending' || order === 'ignore';
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function notAName(what: string, found: unknown): string {
  return found === undefined
    ? `${what} has no "name"`
    : `${describe(found)} is not a valid ${what} name: it must be a letter or "_", followed by letters, digits and "_"`;
}

function describe(value: unknown): string {
  if (typeof value === 'string')
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (value === null || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  return value === undefined ? 'nothing' : Array.isArray(value) ? 'a list' : 'an object';
}

const DEFINED = new Set(['type', 'name', 'namespace', 'aliases', 'doc', 'logicalType']);

function attributesOf(json: Json, also: readonly string[]): Attributes {
  return Object.fromEntries(
    Object.entries(json).filter(([name]) => !DEFINED.has(name) && !also.includes(name)),
  );
}
