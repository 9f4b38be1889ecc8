import { list } from '../../code/expressions.js';
import { lowerFirst, upperFirst } from '../../code/identifiers.js';
import type { ModuleDeclarations } from '../../code/module-declarations.js';
import { stringLiteral } from '../../code/source-text.js';
import { constant } from '../../code/statements.js';
import { flatText } from '../../code/print-layout.js';
import { code, nameOf, type Layout, type Name } from '../../code/text-layout.js';
import { shortName, type EnumType, type Field } from '../../runtime/resolution/schema.js';
import { valueKind, type RecordShape, type Shape, type UnionShape } from '../../runtime/resolution/value-shape.js';
import type { NamedTypes } from '../named-types.js';
import { typeText, type TypeReferences } from '../type-text.js';

/** Where a printer stands: the place for errors, and what functions are named after. */
export interface Place {
  readonly at: string;
  readonly name: string;
  /** The type by way of its record's field, for one that is long to spell out. */
  readonly typeText?: Layout;
}

/** What the printers of a topic's Avro types have in common. */
interface AvroModule {
  readonly names: NamedTypes;
  readonly spelling: TypeReferences;
  /** The module that the functions stand in. */
  readonly module: ModuleDeclarations;
}

/** A union whose type is longer goes by its record's field. */
const LONG_TYPE = 50;

/** Prints functions for values of Avro shapes into a module. */
export abstract class AvroPrinter {
  protected readonly names: NamedTypes;
  protected readonly spelling: TypeReferences;
  protected readonly module: ModuleDeclarations;

  constructor({ names, spelling, module }: AvroModule) {
    this.names = names;
    this.spelling = spelling;
    this.module = module;
  }

  protected typeOf(shape: Shape): Layout {
    return typeText(shape, this.names, this.spelling);
  }

  protected unionType(shape: Shape, place: Place): Layout {
    const whole = this.typeOf(shape);
    return flatText(whole).length > LONG_TYPE ? (place.typeText ?? whole) : whole;
  }

  /** The type of a record or an enum. */
  protected declared(of: RecordShape | EnumType): Layout {
    return this.spelling.declared(this.names.nameOf(of));
  }

  /** `type`: the record's, where its field has another than in the declared one. */
  protected fieldPlace(record: RecordShape, { name }: Field, type = this.declared(record)): Required<Place> {
    const own = shortName(record.type.fullName);
    return {
      at: `${own}.${name}`,
      name: `${own}${upperFirst(name)}`,
      typeText: code`${type}[${stringLiteral(name)}]`,
    };
  }

  /** Where a branch of a union stands. */
  protected branchPlace({ at, name }: Place, index: number, of: number): Place {
    return { at, name: of > 2 ? `${name}Branch${index + 1}` : name };
  }

  /** The table of an enum's symbols: the reader's, by the writer's indexes. */
  protected symbols(type: EnumType, symbols: readonly (string | undefined)[] = type.symbols, suffix = ''): Name {
    const declared = this.declared(type);
    const members = symbols.includes(undefined) ? code`(${declared} | undefined)` : declared;
    const items = symbols.map((symbol) => (symbol === undefined ? 'undefined' : stringLiteral(symbol)));
    const wanted = `${lowerFirst(this.names.nameOf(type))}Symbols`;
    const names: [string, ...string[]] = suffix === '' ? [wanted] : [wanted, `${wanted}${suffix}`];
    return this.module.table(`symbols ${flatText(declared)} ${items.join()}`, names, (name) =>
      constant(name, code`readonly ${members}[]`, list(items)),
    );
  }

  /** The condition that holds for the values of one branch of a union only. */
  protected branchTest(shape: Shape, value: Layout): Layout {
    const kind = valueKind(shape);
    switch (kind) {
      case 'null':
        return code`${value} === null`;
      case 'array':
        return code`${nameOf('Array')}.isArray(${value})`;
      case 'Uint8Array':
      case 'Date':
        return code`${value} instanceof ${this.spelling.global(kind)}`;
      default:
        return code`typeof ${value} === ${stringLiteral(kind)}`;
    }
  }

  /** Whether a union's objects are distinguished by their `$type`. */
  protected isTagged({ wrapped, branches }: UnionShape): boolean {
    return wrapped || branches.filter(({ shape }) => valueKind(shape) === 'object').length > 1;
  }
}
