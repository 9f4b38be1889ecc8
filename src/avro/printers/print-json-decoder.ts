import { call, conditional, list, object, property } from '../../code/expressions.js';
import { lowerFirst } from '../../code/identifiers.js';
import { runtimeName, runtimeType } from '../../code/runtime-name.js';
import { stringLiteral } from '../../code/source-text.js';
import {
  block,
  constant,
  functionText,
  parameter,
  returns,
  statement,
  variable,
  type Code,
} from '../../code/statements.js';
import { flatText } from '../../code/print-layout.js';
import { code, nameOf, type Layout, type Name } from '../../code/text-layout.js';
import { valueLiteral } from '../../code/value-literal.js';
import type { JsonDecimals } from '../../runtime/avro/json-decimal.js';
import { readDefault } from '../../runtime/resolution/default-value.js';
import { shortName, type AvroType, type Field } from '../../runtime/resolution/schema.js';
import type {
  FieldShape,
  LeafShape,
  RecordShape,
  Shape,
  UnionBranch,
  UnionShape,
} from '../../runtime/resolution/value-shape.js';
import { AvroPrinter, type Place } from './avro-printer.js';
import { leafFunctions } from './leaf-functions.js';

/** Where a value is read from, and where the printer stands. */
interface ReadPlace extends Place {
  /** The object or array, and the key or index. */
  readonly holder: Layout;
  readonly key: Layout;
}

/** How values come in JSON where there is a choice. */
export interface JsonForms {
  /** Undefined where it has to be seen from the value. */
  readonly decimals?: JsonDecimals | undefined;
}

const JSON_READER = nameOf('j');
const HOLDER = nameOf('holder');
const KEY = nameOf('key');
const OBJECT = nameOf('object');

/**
 * Prints the decoder of a shape's values from JSON, as Lambda's event source mapping makes it of Avro: a function for each
 * record, array, map and union. The values are those that the binary decoder gives.
 */
export class JsonDecoderPrinter extends AvroPrinter {
  private decimals: JsonDecimals | undefined;

  /** The expression that reads the complete value of the AvroJson `j`, with the functions it calls declared. */
  print(shape: Shape, place: Place, { decimals }: JsonForms = {}): Layout {
    this.decimals = decimals;
    return this.read(shape, { holder: code`${JSON_READER}.value`, key: "'value'", ...place });
  }

  private read(shape: Shape, place: ReadPlace): Layout {
    const { holder, key } = place;
    switch (shape.kind) {
      case 'leaf':
        return this.leaf(shape, place);
      case 'enum': {
        const byDefault = shape.type.default === undefined ? [] : [stringLiteral(shape.type.default)];
        return jsonCall('jsonSymbol', place, this.symbols(shape.type), ...byDefault);
      }
      case 'record':
        return call(this.record(shape), JSON_READER, holder, key);
      case 'array':
        return call(this.array(shape.items, this.typeOf(shape), place), JSON_READER, holder, key);
      case 'map':
        return call(this.map(shape.values, this.typeOf(shape), place), JSON_READER, holder, key);
      case 'union':
        return call(this.union(shape, place), JSON_READER, holder, key);
    }
  }

  private leaf(shape: LeafShape, place: ReadPlace): Layout {
    if (shape.form === 'null') return jsonCall('jsonNull', place);
    const { json, jsonArgs } = leafFunctions(shape);
    const decimals = shape.type.logical?.name === 'decimal' ? this.decimals : undefined;
    const chosen = decimals === undefined ? [] : [stringLiteral(decimals)];
    return jsonCall(json, place, ...jsonArgs.map(String), ...chosen);
  }

  private record(shape: RecordShape): Name {
    const type = this.names.nameOf(shape);
    return this.declare(`json record ${type}`, type, (name) => {
      const record = stringLiteral(shortName(shape.type.fullName));
      const tag = shape.tagged ? [property('$type', stringLiteral(shape.type.fullName))] : [];
      const entries = shape.fields.map((field) => property(field.field.name, this.field(shape, field)));
      const load = call(code`${JSON_READER}.object`, HOLDER, KEY, record);
      return readFunction(name, this.declared(shape), [
        entries.length === 0 ? statement(load) : variable('const', OBJECT, load),
        returns(object([...tag, ...entries], true)),
      ]);
    });
  }

  /** The expression of a field: by its name or an alias; its default where it is missing. */
  private field(record: RecordShape, { field, shape }: FieldShape): Layout {
    const keys = knownAs(field);
    const [own = ''] = keys;
    const key = keys.length === 1 ? own : call(runtimeName('avro/json', 'fieldKey'), OBJECT, ...keys);
    const place = this.fieldPlace(record, field);
    const read = this.read(shape, { holder: OBJECT, key, ...place });
    if (field.default === undefined) return read;
    const byDefault = readDefault(shape, field.default);
    const isGiven = call(code`${JSON_READER}.has`, OBJECT, key, stringLiteral(place.at), String(byDefault.count));
    return conditional(isGiven, read, valueLiteral(byDefault.make()));
  }

  private array(items: Shape, type: Layout, place: ReadPlace): Name {
    const at = stringLiteral(place.at);
    const inner = { holder: nameOf('list'), key: nameOf('i'), at: `${place.at}[]`, name: `${place.name}Item` };
    const item = this.read(items, inner);
    return this.declare(`json array ${flatText(item)} ${at} ${flatText(type)}`, place.name, (name) =>
      readFunction(name, type, [
        variable('const', 'list', call(code`${JSON_READER}.array`, HOLDER, KEY, at)),
        variable('const', code`items: ${type}`, '[]'),
        block('for (let i = 0; i < list.length; i++)', [statement(call('items.push', item))]),
        returns('items'),
      ]),
    );
  }

  private map(values: Shape, type: Layout, place: ReadPlace): Name {
    const at = stringLiteral(place.at);
    const inner = { holder: OBJECT, key: nameOf('name'), at: `${place.at}{}`, name: `${place.name}Value` };
    const value = this.read(values, inner);
    return this.declare(`json map ${flatText(value)} ${at} ${flatText(type)}`, place.name, (name) =>
      readFunction(name, type, [
        variable('const', OBJECT, call(code`${JSON_READER}.object`, HOLDER, KEY, at)),
        variable('const', code`map: ${type}`, '{}'),
        block(code`for (const name of ${nameOf('Object')}.keys(${OBJECT}))`, [
          statement(call(runtimeName('avro/read', 'setEntry'), 'map', 'name', value)),
        ]),
        returns('map'),
      ]),
    );
  }

  private union(shape: UnionShape, place: ReadPlace): Name {
    const at = stringLiteral(place.at);
    const type = this.unionType(shape, place);
    const key = `json union ${place.at} ${flatText(type)} ${shape.branches.map(({ name }) => name).join()}`;
    return this.declare(key, place.name, (name) => {
      const table = this.branches(shape, place.name);
      const cases = shape.branches.map((branch, index) => {
        const value = this.read(branch.shape, {
          ...this.branchPlace(place, index, shape.branches.length),
          holder: code`${JSON_READER}.holder`,
          key: code`${JSON_READER}.key`,
        });
        const isWrapped = shape.wrapped && branch.name !== 'null';
        const result = isWrapped
          ? object([property('$type', stringLiteral(branch.name)), property('value', value)])
          : value;
        return { labels: [String(index)], body: [returns(result)] };
      });
      const failure = call(code`${JSON_READER}.fail`, HOLDER, KEY, at, "'it matches none of the union branches'");
      return readFunction(name, type, [
        {
          kind: 'switch',
          on: call(code`${JSON_READER}.branch`, HOLDER, KEY, at, table),
          cases: [...cases, { labels: [], body: [returns(failure)] }],
        },
      ]);
    });
  }

  /** The table that distinguishes a union's branches. */
  private branches(shape: UnionShape, name: string): Name {
    const fullNames = shape.branches.map(({ type }) => fullName(type));
    const rows = shape.branches.map((branch) => {
      const { fits, mayBe } = this.tests(branch);
      return object([
        property('names', list(wrapperNames(branch.type, fullNames).map(stringLiteral))),
        property('fits', fits),
        ...(mayBe === undefined ? [] : [property('mayBe', mayBe)]),
        ...(branch.shape.kind === 'record' ? [property('fields', fieldNames(branch.shape))] : []),
      ]);
    });
    return this.module.table({}, [`${lowerFirst(name)}Branches`], (own) =>
      constant(own, code`readonly ${runtimeType('avro/json', 'JsonBranch')}[]`, list(rows)),
    );
  }

  /** The functions that check whether a value could be of the branch. */
  private tests({ type }: UnionBranch): { readonly fits: Layout; readonly mayBe?: Layout } {
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
        if (logical === 'decimal') return this.decimalTests(call(fit('fitsFixed'), String(type.size)));
        return {
          fits: call(fit('fitsFixed'), String(type.size)),
          ...(logical === 'uuid' ? { mayBe: fit('fitsTextOrNumber') } : {}),
        };
      case 'enum':
        return {
          fits: call(fit('fitsSymbol'), this.symbols(type)),
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

  private decimalTests(fitsBytes: Layout): { readonly fits: Layout; readonly mayBe?: Layout } {
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

  private declare(key: string, name: string, text: (name: Name) => Layout): Name {
    // The key and the value may have their decimals in different forms.
    return this.module.function(`${this.decimals ?? ''} ${key}`, [`read${name}Json`, `read${name}JsonValue`], text);
  }
}

function jsonCall(name: string, { holder, key, at }: ReadPlace, ...args: readonly Layout[]): Layout {
  return call(runtimeName('avro/json-read', name), JSON_READER, holder, key, stringLiteral(at), ...args);
}

/** A function that finds out whether a value could be of a branch. */
function fit(name: string): Layout {
  return runtimeName('avro/json-fit', name);
}

function readFunction(name: Name, returned: Layout, body: readonly Code[]): Layout {
  const parameters = [
    parameter(JSON_READER, runtimeName('avro/json', 'AvroJson'), body),
    parameter(HOLDER, runtimeType('json/holder', 'JsonHolder'), body),
    parameter(KEY, 'string | number', body),
  ];
  return functionText(name, parameters, returned, body);
}

/** The names of a record's fields, those that it must have apart from the others. */
function fieldNames(shape: RecordShape): Layout {
  const isNeeded = ({ field }: FieldShape): boolean => field.default === undefined && !isNullable(field.type);
  const needed = shape.fields.filter(isNeeded).map(({ field }) => list(knownAs(field)));
  const others = shape.fields.filter((field) => !isNeeded(field)).flatMap(({ field }) => knownAs(field));
  return object([property('needed', list(needed)), property('others', list(others))]);
}

/** The names that a value of a branch may be wrapped in: no short name or alias that is the full name of another branch. */
function wrapperNames(type: AvroType, fullNames: readonly string[]): readonly string[] {
  const own = fullName(type);
  const full = [own, ...('fullName' in type ? type.aliases : [])];
  const others = [...full, ...full.map(shortName)].filter((name) => !fullNames.includes(name));
  return [...new Set([own, ...others])];
}

function fullName(type: AvroType): string {
  return 'fullName' in type ? type.fullName : type.kind;
}

function knownAs(field: Field): readonly string[] {
  return [field.name, ...field.aliases].map(stringLiteral);
}

function isNullable(type: AvroType): boolean {
  return type.kind === 'null' || (type.kind === 'union' && type.branches.some(({ kind }) => kind === 'null'));
}
