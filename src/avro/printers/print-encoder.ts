import { arrow, arrowBlock, call, list } from '../../code/expressions.js';
import { runtimeName } from '../../code/runtime-name.js';
import { memberAccess, stringLiteral } from '../../code/source-text.js';
import { BREAK, functionText, layOut, parameter, statement, when, type Code } from '../../code/statements.js';
import { splitStatements } from '../../code/split-statements.js';
import { flatText } from '../../code/print-layout.js';
import { code, nameOf, type Layout, type Name } from '../../code/text-layout.js';
import {
  valueKind,
  type RecordShape,
  type Shape,
  type UnionBranch,
  type UnionShape,
} from '../../runtime/resolution/value-shape.js';
import { INPUT, printDefaults, wholeRecord } from '../print-defaults.js';
import { AvroPrinter, type Place } from './avro-printer.js';
import { leafFunctions } from './leaf-functions.js';

/** What is written: an expression for the value, and where the printer stands. */
export interface WrittenPlace extends Place {
  readonly value: Layout;
}

const WRITER = nameOf('w');
const VALUE = nameOf('value');

/** Prints the encoder of a shape: the mirror of the decoder whose writer's schema is the reader's own. */
export class EncoderPrinter extends AvroPrinter {
  /** The statements that write a complete value, with the functions they call declared. */
  print(shape: Shape, place: WrittenPlace): readonly Code[] {
    const at = stringLiteral(place.at);
    switch (shape.kind) {
      case 'leaf': {
        if (shape.form === 'null') return [];
        const { write, args } = leafFunctions(shape);
        return [writes(write, WRITER, place.value, at, ...args.map(String))];
      }
      case 'enum':
        return [writes('writeSymbol', WRITER, place.value, at, this.symbols(shape.type))];
      case 'record':
        return [statement(call(this.record(shape), WRITER, place.value))];
      case 'array': {
        const each = callback(elementName('item', place.value), (value) =>
          this.print(shape.items, { value, at: `${place.at}[]`, name: `${place.name}Item` }),
        );
        return [writes('writeArray', WRITER, place.value, at, each)];
      }
      case 'map': {
        const each = callback(elementName('entry', place.value), (value) =>
          this.print(shape.values, { value, at: `${place.at}{}`, name: `${place.name}Value` }),
        );
        return [writes('writeMap', WRITER, place.value, at, each)];
      }
      case 'union':
        return this.union(shape, place);
    }
  }

  /** A key and a value may share one. */
  private record(shape: RecordShape): Name {
    const type = this.names.nameOf(shape);
    return this.module.function(`write record ${type}`, [`write${type}`, `write${type}Value`], (name) => {
      const declared = this.declared(shape);
      const defaults = printDefaults(shape, declared);
      const whole = defaults.length === 0 ? declared : wholeRecord(declared);
      const parts = splitStatements(shape.fields, ({ field, shape: inner }) =>
        this.print(inner, {
          value: code`${VALUE}${memberAccess(field.name)}`,
          ...this.fieldPlace(shape, field, whole),
        }),
      );
      const body = parts.flatMap((part, index) =>
        parts.length === 1 ? part.body : this.part(`write${type}Part${index + 1}`, whole, part.body),
      );
      if (defaults.length === 0 || body.length === 0) return writeFunction(name, declared, body);
      return writeFunction(name, declared, [...defaults, ...body], INPUT);
    });
  }

  /** The call of a function that writes some of a record's fields. */
  private part(wanted: string, whole: Layout, body: readonly Code[]): readonly Code[] {
    if (body.length === 0) return [];
    const name = this.module.function({}, [wanted], (own) => writeFunction(own, whole, body));
    return [statement(call(name, WRITER, VALUE))];
  }

  private union(shape: UnionShape, place: WrittenPlace): readonly Code[] {
    const [first, second] = shape.branches;
    const nullable = shape.branches.length === 2 && (first?.name === 'null' || second?.name === 'null');
    if (nullable && !shape.wrapped) return this.branches(shape, place);
    const names: [string, string] = [`write${place.name}`, `write${place.name}Value`];
    const name = this.module.function(shape, names, (own) =>
      writeFunction(own, this.unionType(shape, place), this.branches(shape, { ...place, value: VALUE })),
    );
    return [statement(call(name, WRITER, place.value))];
  }

  /** Distinguishes the branches, null first and objects last. */
  private branches(shape: UnionShape, place: WrittenPlace): readonly Code[] {
    const numbered = shape.branches.map((branch, index) => ({ branch, index }));
    const nulls = numbered.filter(({ branch }) => branch.name === 'null');
    const others = numbered.filter(({ branch }) => branch.name !== 'null');
    const objects = others.filter(({ branch }) => shape.wrapped || valueKind(branch.shape) === 'object');
    const plain = others.filter((one) => !objects.includes(one));
    const body = ({ branch, index }: { branch: UnionBranch; index: number }): readonly Code[] => [
      writes('writeIndex', WRITER, String(index)),
      ...this.print(branch.shape, {
        ...this.branchPlace(place, index, shape.branches.length),
        value: shape.wrapped && branch.name !== 'null' ? code`${place.value}.value` : place.value,
      }),
    ];
    const arms: Arm[] = [...nulls, ...plain].map((one) => ({
      test: this.branchTest(one.branch.shape, place.value),
      body: body(one),
    }));
    const [only] = objects;
    if (this.isTagged(shape)) {
      const cases = objects.map((one) => ({
        labels: [stringLiteral(one.branch.name)],
        body: [...body(one), BREAK],
      }));
      const names = list(objects.map(({ branch }) => stringLiteral(branch.name)));
      const refusal = writes('refuseBranch', place.value, stringLiteral(place.at), names);
      const dispatch: Code = {
        kind: 'switch',
        on: code`${place.value}.$type`,
        cases: [...cases, { labels: [], body: [refusal] }],
      };
      arms.push({ test: 'true', body: [dispatch] });
    } else if (only !== undefined) arms.push({ test: 'true', body: body(only) });
    return chain(arms);
  }
}

interface Arm {
  readonly test: Layout;
  readonly body: readonly Code[];
}

/** `if … else if … else …`; the last arm is not tested. */
function chain(arms: readonly Arm[]): readonly Code[] {
  return arms.reduceRight<readonly Code[]>(
    (otherwise, { test, body }, index) => (index === arms.length - 1 ? body : [when(test, body, otherwise)]),
    [],
  );
}

function writes(name: string, ...args: readonly Layout[]): Code {
  return statement(call(runtimeName('simulate/avro-write', name), ...args));
}

function writeFunction(name: Name, type: Layout, body: readonly Code[], given = VALUE): Layout {
  const parameters = [
    parameter(WRITER, runtimeName('simulate/byte-writer', 'ByteWriter'), body),
    parameter(given, type, body),
  ];
  return functionText(name, parameters, 'void', body);
}

/** The function that writes an item or an entry. */
function callback(element: Name, body: (value: Name) => readonly Code[]): Layout {
  const statements = body(element);
  if (statements.length === 0) return arrow('', 'undefined');
  return arrowBlock(element, layOut(statements));
}

/** What an item or an entry is called that stands in `holder`: numbered where the holder is one too, to shadow none. */
export function elementName(kind: 'item' | 'entry', holder: Layout): Name {
  const [, number] = /^(?:item|entry)(\d*)$/.exec(flatText(holder)) ?? [];
  return nameOf(number === undefined ? kind : `${kind}${Number(number || 1) + 1}`);
}
