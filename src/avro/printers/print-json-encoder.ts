import { arrow, call, list, object, property } from '../../code/expressions.js';
import { lowerFirst } from '../../code/identifiers.js';
import { runtimeName } from '../../code/runtime-name.js';
import { memberAccess, stringLiteral } from '../../code/source-text.js';
import { functionText, parameter, returns, uses, when, type Code } from '../../code/statements.js';
import { flatText } from '../../code/print-layout.js';
import { code, mentions, nameOf, type Layout, type Name } from '../../code/text-layout.js';
import type { JsonDecimals } from '../../runtime/avro/json-decimal.js';
import type { LogicalType } from '../../runtime/resolution/schema.js';
import {
  valueKind,
  type LeafShape,
  type RecordShape,
  type Shape,
  type UnionShape,
} from '../../runtime/resolution/value-shape.js';
import { INPUT, printDefaults, wholeRecord } from '../print-defaults.js';
import { AvroPrinter, type Place } from './avro-printer.js';
import { leafFunctions } from './leaf-functions.js';
import { elementName, type WrittenPlace } from './print-encoder.js';
import type { JsonForms } from './print-json-decoder.js';

const VALUE = nameOf('value');

/** Prints the functions that make a shape's values the JSON of the Avro specification, with every union's branch named. */
export class JsonEncoderPrinter extends AvroPrinter {
  private decimals: JsonDecimals | undefined;

  /** The expression that is the JSON of a value, for `writeJson`, with the functions it calls declared. */
  print(shape: Shape, place: WrittenPlace, { decimals }: JsonForms = {}): Layout {
    this.decimals = decimals;
    return this.json(shape, place);
  }

  private json(shape: Shape, place: WrittenPlace): Layout {
    const at = stringLiteral(place.at);
    switch (shape.kind) {
      case 'leaf':
        return this.leaf(shape, place);
      case 'enum':
        return call(toJson('symbolJson'), place.value, at, this.symbols(shape.type));
      case 'record':
        return call(this.record(shape), place.value);
      case 'array': {
        const inner = { value: elementName('item', place.value), at: `${place.at}[]`, name: `${place.name}Item` };
        return call(toJson('arrayJson'), place.value, at, this.callback(shape.items, inner));
      }
      case 'map': {
        const inner = { value: elementName('entry', place.value), at: `${place.at}{}`, name: `${place.name}Value` };
        return call(toJson('mapJson'), place.value, at, this.callback(shape.values, inner));
      }
      case 'union':
        return call(this.union(shape, place), place.value);
    }
  }

  /** The function that makes an item or an entry JSON. */
  private callback(shape: Shape, place: WrittenPlace & { readonly value: Name }): Layout {
    const json = this.json(shape, place);
    return arrow(mentions(json, place.value) ? place.value : `_${place.value.name}`, json);
  }

  private leaf(shape: LeafShape, { value, at }: WrittenPlace): Layout {
    const { write, jsonWrite, args } = leafFunctions(shape);
    if (shape.form === 'null' || jsonWrite === undefined) return 'null';
    const writer = runtimeName('simulate/avro-write', write);
    const { logical } = shape.type;
    if (logical?.name === 'decimal' && this.decimals !== 'bytes') {
      const form = decimalForm(shape.type, logical, this.decimals);
      return call(toJson('decimalJson'), form, writer, value, stringLiteral(at), ...args.map(String));
    }
    return call(toJson(jsonWrite), writer, value, stringLiteral(at), ...args.map(String));
  }

  private record(shape: RecordShape): Name {
    const type = this.names.nameOf(shape);
    return this.declare(`to json record ${type}`, type, (name) => {
      const declared = this.declared(shape);
      const defaults = printDefaults(shape, declared);
      const whole = defaults.length === 0 ? declared : wholeRecord(declared);
      const entries = shape.fields.map(({ field, shape: inner }) => {
        const value = code`${VALUE}${memberAccess(field.name)}`;
        return property(field.name, this.json(inner, { value, ...this.fieldPlace(shape, field, whole) }));
      });
      const body = [returns(object(entries, true))];
      if (defaults.length === 0 || !uses(body, VALUE)) return jsonFunction(name, declared, body);
      return jsonFunction(name, declared, [...defaults, ...body], INPUT);
    });
  }

  private union(shape: UnionShape, place: WrittenPlace): Name {
    const type = this.unionType(shape, place);
    const key = `to json union ${place.at} ${flatText(type)} ${shape.branches.map(({ name }) => name).join()}`;
    return this.declare(key, place.name, (name) => jsonFunction(name, type, this.arms(shape, place)));
  }

  /** A test and a result for each branch, null first and objects last; the last one needs no test. */
  private arms(shape: UnionShape, place: Place): readonly Code[] {
    const isObject = (inner: Shape): boolean => shape.wrapped || valueKind(inner) === 'object';
    const isTagged = this.isTagged(shape);
    const rank = (inner: Shape): number => (valueKind(inner) === 'null' ? 0 : valueKind(inner) === 'object' ? 2 : 1);
    const sorted = shape.branches.toSorted((a, b) => rank(a.shape) - rank(b.shape));
    const arms = sorted.map((branch, position) => {
      if (branch.name === 'null') {
        const result = returns('null');
        return sorted.length === 1 ? result : when(code`${VALUE} === null`, [result]);
      }
      const json = this.json(branch.shape, {
        value: shape.wrapped ? code`${VALUE}.value` : VALUE,
        at: place.at,
        name: `${place.name}Branch${shape.branches.indexOf(branch) + 1}`,
      });
      const result = returns(object([property(branch.name, json)]));
      if (isTagged && isObject(branch.shape))
        return when(code`${VALUE}.$type === ${stringLiteral(branch.name)}`, [result]);
      return position === sorted.length - 1 ? result : when(this.branchTest(branch.shape, VALUE), [result]);
    });
    const last = sorted.at(-1);
    if (last === undefined || !isTagged || !isObject(last.shape)) return arms;
    const names = shape.branches.filter(({ name, shape: inner }) => name !== 'null' && isObject(inner));
    const listed = list(names.map(({ name }) => stringLiteral(name)));
    return [
      ...arms,
      returns(call(runtimeName('simulate/avro-write', 'refuseBranch'), VALUE, stringLiteral(place.at), listed)),
    ];
  }

  private declare(key: string, name: string, text: (name: Name) => Layout): Name {
    const wanted = `${lowerFirst(name)}Json`;
    // The key and the value may have their decimals in different forms.
    return this.module.function(`${this.decimals ?? ''} ${key}`, [wanted, `${wanted}Value`], text);
  }
}

function toJson(name: string): Name {
  return runtimeName('simulate/avro-json-write', name);
}

function jsonFunction(name: Name, type: Layout, body: readonly Code[], given = VALUE): Layout {
  return functionText(name, [parameter(given, type, body)], 'unknown', body);
}

/** What the runtime needs to know of a decimal to write it. */
function decimalForm(
  type: LeafShape['type'],
  { precision, scale }: Extract<LogicalType, { name: 'decimal' }>,
  decimals: JsonDecimals | undefined,
): Layout {
  return object([
    ...(decimals === undefined ? [] : [property('as', stringLiteral(decimals))]),
    property('precision', String(precision)),
    property('scale', String(scale)),
    ...(type.kind === 'fixed' ? [property('size', String(type.size))] : []),
  ]);
}
