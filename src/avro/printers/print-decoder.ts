import { call, conditional, object, property } from '../../code/expressions.js';
import { NameScope, upperFirst } from '../../code/identifiers.js';
import { runtimeName } from '../../code/runtime-name.js';
import { stringLiteral } from '../../code/source-text.js';
import {
  block,
  BREAK,
  functionText,
  layOut,
  parameter,
  returns,
  statement,
  variable,
  when,
  type Code,
} from '../../code/statements.js';
import { flatText } from '../../code/print-layout.js';
import { code, nameOf, type Layout, type Name } from '../../code/text-layout.js';
import { valueLiteral } from '../../code/value-literal.js';
import { defaultValue } from '../../runtime/resolution/default-value.js';
import { emptyValuesOf, isInOrder, levelsOf } from '../../runtime/resolution/record-cost.js';
import type {
  EnumResolution,
  RecordResolution,
  Resolution,
  Skip,
  UnionResolution,
} from '../../runtime/resolution/resolution.js';
import { shortName } from '../../runtime/resolution/schema.js';
import type { Shape } from '../../runtime/resolution/value-shape.js';
import { AvroPrinter, type Place } from './avro-printer.js';
import { writerSignatures } from './writer-signature.js';

/** One writer's schema, resolved to the reader's. */
interface VersionToPrint {
  readonly resolution: Resolution;
  /** A suffix that makes the names of its functions unique among versions. */
  readonly suffix: string;
}

/** Where a value is passed over. */
interface VersionPlace extends Place {
  readonly suffix: string;
}

/** Where a value is read: the reader's shape too. */
interface ReadPlace extends VersionPlace {
  readonly shape: Shape;
}

const READER = nameOf('r');

/**
 * Prints resolutions as straight-line TypeScript: a function for each record, array, map and union, with every field
 * read by one call. Functions that two versions have in common are printed once.
 */
export class DecoderPrinter extends AvroPrinter {
  private readonly signatureOf = writerSignatures();

  /** The expression that reads a complete value, with the functions it calls declared. */
  print({ resolution, suffix }: VersionToPrint, place: Omit<ReadPlace, 'suffix'>): Layout {
    return this.read(resolution, { ...place, suffix });
  }

  private read(resolution: Resolution, place: ReadPlace): Layout {
    const at = stringLiteral(place.at);
    switch (resolution.kind) {
      case 'null':
        return 'null';
      case 'leaf':
        return avroCall(resolution.read, READER, at, ...resolution.args.map(String));
      case 'enum':
        return avroCall('readSymbol', READER, at, this.symbolsOf(resolution, place.suffix));
      case 'unreadable':
        return call(code`${READER}.fail`, stringLiteral(resolution.reason), at);
      case 'wrapped':
        return object([
          property('$type', stringLiteral(resolution.name)),
          property('value', this.read(resolution.value, place)),
        ]);
      case 'union':
        return this.union(resolution, place);
      case 'array':
        return call(this.array(resolution, place), READER);
      case 'map':
        return call(this.map(resolution, place), READER);
      case 'record':
        return call(this.record(resolution, place.suffix), READER);
    }
  }

  private record(resolution: RecordResolution, suffix: string): Name {
    const { writer, reader } = resolution;
    const type = this.names.nameOf(reader);
    return this.declare(`record ${this.signatureOf(writer)} > ${type}`, `read${type}`, suffix, (name) => {
      const record = stringLiteral(shortName(reader.type.fullName));
      const returned = this.declared(reader);
      const { statements, value } = this.recordBody(resolution, suffix);
      const emptyValues = emptyValuesOf(resolution);
      const count = emptyValues === 0 ? [] : [statement(avroCall('countEmpty', READER, String(emptyValues), record))];
      const levels = levelsOf(resolution) === 1 ? [] : [String(levelsOf(resolution))];
      const body = resolution.recursive
        ? [
            statement(avroCall('enterRecord', READER, record, ...levels)),
            ...count,
            ...statements,
            variable('const', code`value: ${returned}`, value),
            statement(avroCall('leaveRecord', READER, ...levels)),
            returns('value'),
          ]
        : [...count, ...statements, returns(value)];
      return readFunction(name, returned, body);
    });
  }

  /** The statements that read what must be read before the record is put together, and the record. */
  private recordBody(
    resolution: RecordResolution,
    suffix: string,
  ): { readonly statements: readonly Code[]; readonly value: Layout } {
    const { reader, steps } = resolution;
    const record = shortName(reader.type.fullName);
    const values = new Map<string, Layout>();
    const straight = isInOrder(resolution);
    const statements: Code[] = [];
    const locals = new NameScope(['r', 'value', 'Date', 'Uint8Array']);
    const shorthand = new Map<string, Name>();
    for (const step of steps) {
      if (step.kind === 'skip') {
        statements.push(...this.skip(step.skip, skippedField(record, step.name, suffix)));
        continue;
      }
      const { field, shape } = step.field;
      const { at, name, typeText } = this.fieldPlace(reader, field);
      const place = { at, name, typeText, shape, suffix };
      const value = this.read(step.resolution, place);
      if (straight || value === 'null') values.set(field.name, value);
      else {
        const local = nameOf(locals.claim(localName(field.name)));
        const declared = isTagged(step.resolution) ? code`${local}: ${this.unionType(shape, place)}` : local;
        statements.push(variable('const', declared, value));
        if (local.name === field.name) shorthand.set(field.name, local);
        values.set(field.name, local);
      }
    }
    for (const { field, shape } of resolution.defaults)
      values.set(field.name, valueLiteral(defaultValue(shape, field.default)));
    const tag = reader.tagged ? [property('$type', stringLiteral(reader.type.fullName))] : [];
    const entries = reader.fields.map(({ field: { name } }) => {
      const same = name === '__proto__' ? undefined : shorthand.get(name);
      return same ?? property(name, values.get(name) ?? 'null');
    });
    return { statements, value: object([...tag, ...entries], true) };
  }

  private array(resolution: Extract<Resolution, { kind: 'array' }>, place: ReadPlace): Name {
    const at = stringLiteral(place.at);
    const item = this.read(resolution.items, inner(place, resolution.reader.items, '[]', 'Item'));
    const type = this.typeOf(resolution.reader);
    const next = avroCall('readBlock', READER, at, String(resolution.itemBytes));
    const key = `array ${flatText(item)} ${at} ${resolution.itemBytes} ${flatText(type)}`;
    return this.declare(key, `read${place.name}`, place.suffix, (name) =>
      readFunction(name, type, [
        variable('const', code`items: ${type}`, '[]'),
        ...loop(next, [statement(call('items.push', item))]),
        returns('items'),
      ]),
    );
  }

  private map(resolution: Extract<Resolution, { kind: 'map' }>, place: ReadPlace): Name {
    const at = stringLiteral(place.at);
    const value = this.read(resolution.values, inner(place, resolution.reader.values, '{}', 'Value'));
    const type = this.typeOf(resolution.reader);
    const entry = avroCall('setEntry', 'map', avroCall('readString', READER, at), value);
    return this.declare(`map ${flatText(value)} ${at} ${flatText(type)}`, `read${place.name}`, place.suffix, (name) =>
      readFunction(name, type, [
        variable('const', code`map: ${type}`, '{}'),
        ...loop(avroCall('readBlock', READER, at, '1'), [statement(entry)]),
        returns('map'),
      ]),
    );
  }

  /** The writer's union: a conditional for null and one other, else a function with a switch. */
  private union(resolution: UnionResolution, place: ReadPlace): Layout {
    const at = stringLiteral(place.at);
    const count = resolution.branches.length;
    const branches = resolution.branches.map((branch, index) =>
      this.read(branch, { ...place, name: this.branchPlace(place, index, count).name }),
    );
    const index = avroCall('readIndex', READER, at, String(count));
    const [first, second] = branches;
    if (first !== undefined && second !== undefined && count === 2 && (first === 'null' || second === 'null'))
      return conditional(code`${index} === 0`, first, second, true);
    const type = this.unionType(place.shape, place);
    const body: readonly Code[] = [
      {
        kind: 'switch',
        on: index,
        cases: [
          ...branches.map((branch, number) => ({ labels: [String(number)], body: [returns(branch)] })),
          { labels: [], body: [returns(call(code`${READER}.fail`, "'unknown branch'", at))] },
        ],
      },
    ];
    const key = `union ${flatText(layOut(body))} ${flatText(type)}`;
    const name = this.declare(key, `read${place.name}`, place.suffix, (own) => readFunction(own, type, body));
    return call(name, READER);
  }

  private symbolsOf({ reader, symbols }: EnumResolution, suffix: string): Name {
    return this.symbols(reader, symbols, suffix);
  }

  /** The statements that pass over a writer's value; none where it takes no bytes. */
  private skip(skip: Skip, place: VersionPlace): readonly Code[] {
    const at = stringLiteral(place.at);
    switch (skip.kind) {
      case 'nothing':
        return [];
      case 'leaf':
        return [statement(avroCall(skip.skip, READER, at, ...skip.args.map(String)))];
      case 'array': {
        const item = this.skip(skip.items, { ...place, at: `${place.at}[]`, name: `${place.name}Item` });
        return this.skipBlocks(place, at, item, skip.itemBytes);
      }
      case 'map': {
        const key = statement(avroCall('skipBytes', READER, at));
        const value = this.skip(skip.values, { ...place, at: `${place.at}{}`, name: `${place.name}Value` });
        return this.skipBlocks(place, at, [key, ...value], 1);
      }
      case 'union': {
        const branches = skip.branches.map((branch, index) =>
          this.skip(branch, { ...place, name: `${place.name}Branch${index + 1}` }),
        );
        const index = avroCall('readIndex', READER, at, String(branches.length));
        if (branches.every((branch) => branch.length === 0)) return [statement(index)];
        const [first = [], second = []] = branches;
        if (branches.length === 2 && first.length === 0) return [when(code`${index} === 1`, second)];
        if (branches.length === 2 && second.length === 0) return [when(code`${index} === 0`, first)];
        const cases = branches.flatMap((branch, number) =>
          branch.length === 0 ? [] : [{ labels: [String(number)], body: [...branch, BREAK] }],
        );
        return this.skipFunction(place, [{ kind: 'switch', on: index, cases }]);
      }
      case 'record': {
        if (skip.fields.length === 0) return [];
        const record = shortName(skip.writer.fullName);
        const key = `skip ${this.signatureOf(skip.writer)}`;
        const name = this.declare(key, `skip${record}`, place.suffix, (own) => {
          const steps = skip.fields.flatMap((field) =>
            this.skip(field.skip, skippedField(record, field.name, place.suffix)),
          );
          const body = skip.recursive
            ? [
                statement(avroCall('enterRecord', READER, stringLiteral(record))),
                ...steps,
                statement(avroCall('leaveRecord', READER)),
              ]
            : steps;
          return readFunction(own, 'void', body);
        });
        return [statement(call(name, READER))];
      }
    }
  }

  private skipBlocks(place: VersionPlace, at: string, each: readonly Code[], itemBytes: number): readonly Code[] {
    return this.skipFunction(place, loop(avroCall('skipBlocks', READER, at, String(itemBytes)), each));
  }

  private skipFunction(place: VersionPlace, body: readonly Code[]): readonly Code[] {
    const key = `skip ${flatText(layOut(body))}`;
    const name = this.declare(key, `skip${place.name}`, place.suffix, (own) => readFunction(own, 'void', body));
    return [statement(call(name, READER))];
  }

  private declare(key: string, wanted: string, suffix: string, text: (name: Name) => Layout): Name {
    const names = [...(suffix === '' ? [] : [`${wanted}${suffix}`]), `${wanted}Value`];
    return this.module.function(key, [wanted, ...names], text);
  }
}

function avroCall(name: string, ...args: readonly Layout[]): Layout {
  return call(runtimeName('avro/read', name), ...args);
}

/** A function that reads; a record of nulls, or of nothing, reads no bytes. */
function readFunction(name: Name, returned: Layout, body: readonly Code[]): Layout {
  return functionText(name, [parameter(READER, runtimeName('byte-reader', 'ByteReader'), body)], returned, body);
}

function skippedField(record: string, field: string, suffix: string): VersionPlace {
  return { at: `${record}.${field}`, name: `${record}${upperFirst(field)}`, suffix };
}

/** The place of an array's items or a map's values. */
function inner({ at, name, suffix }: ReadPlace, shape: Shape, mark: string, suffixName: string): ReadPlace {
  return { shape, at: `${at}${mark}`, name: `${name}${suffixName}`, suffix };
}

/** Whether a value may be an object literal with a `$type`, which on its own would be any string. */
function isTagged(resolution: Resolution): boolean {
  return resolution.kind === 'union' ? resolution.branches.some(isTagged) : resolution.kind === 'wrapped';
}

/** What a field's value is kept in: not a name of this module's functions and tables, which it would hide. */
function localName(field: string): string {
  if (/^(?:read|skip)/.test(field)) return `_${field}`;
  return field.includes('Symbols') ? `${field}Value` : field;
}

/** Reads blocks until the one of no items. */
function loop(next: Layout, each: readonly Code[]): readonly Code[] {
  return [
    variable('let', 'count', next),
    block('while (count > 0)', [block('for (let i = 0; i < count; i++)', each), statement(code`count = ${next}`)]),
  ];
}
