import { NameScope, lowerFirst, upperFirst } from '../../code/identifiers.js';
import { literalKey, stringLiteral } from '../../code/source-text.js';
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
import type { NamedTypes } from '../named-types.js';
import { typeText, type TypeReferences } from '../type-text.js';
import { valueLiteral } from '../../code/value-literal.js';
import { writerSignatures } from './writer-signature.js';

/** An expression; a conditional also in its three parts, to be broken over lines where it is long. */
interface Expression {
  readonly text: string;
  readonly parts?: readonly [test: string, then: string, otherwise: string];
}

/** One writer's schema, resolved to the reader's. */
export interface VersionToPrint {
  readonly resolution: Resolution;
  /** A suffix that makes the names of its functions unique among versions. */
  readonly suffix: string;
}

/**
 * Prints resolutions as straight-line TypeScript: a function for each record, array, map and union, with every field
 * read by one call. Functions that two versions have in common are printed once.
 */
export class DecoderPrinter {
  /** What the code uses of avro/read. */
  readonly imports = new Set<string>();
  /** The tables of enum symbols. */
  readonly tables: string[] = [];
  readonly functions: string[] = [];
  private readonly names: NamedTypes;
  private readonly spelling: TypeReferences;
  private readonly scope: NameScope;
  private readonly declared = new Map<string, string>();
  private readonly signatureOf = writerSignatures();

  constructor(names: NamedTypes, spelling: TypeReferences, scope: NameScope) {
    this.names = names;
    this.spelling = spelling;
    this.scope = scope;
  }

  /** The expression that reads a whole value, with the functions it calls declared. */
  print(version: VersionToPrint, place: Omit<Place, 'suffix'>): string {
    return this.read(version.resolution, { ...place, suffix: version.suffix }).text;
  }

  private read(resolution: Resolution, place: Place): Expression {
    const at = stringLiteral(place.at);
    switch (resolution.kind) {
      case 'null':
        return { text: 'null' };
      case 'leaf':
        return { text: this.call(resolution.read, 'r', at, ...resolution.args) };
      case 'enum':
        return { text: this.call('readSymbol', 'r', at, this.symbols(resolution, place.suffix)) };
      case 'unreadable':
        return { text: `r.fail(${stringLiteral(resolution.reason)}, ${at})` };
      case 'wrapped':
        return {
          text: `{ $type: ${stringLiteral(resolution.name)}, value: ${this.read(resolution.value, place).text} }`,
        };
      case 'union':
        return this.union(resolution, place);
      case 'array':
        return { text: `${this.array(resolution, place)}(r)` };
      case 'map':
        return { text: `${this.map(resolution, place)}(r)` };
      case 'record':
        return { text: `${this.record(resolution, place.suffix)}(r)` };
    }
  }

  private record(resolution: RecordResolution, suffix: string): string {
    const { writer, reader } = resolution;
    const type = this.names.nameOf(reader);
    return this.declare(`record ${this.signatureOf(writer)} > ${type}`, `read${type}`, suffix, (name) => {
      const record = shortName(reader.type.fullName);
      const returns = this.spelling.declared(type);
      const body = this.recordBody(resolution, returns, suffix);
      const emptyValues = emptyValuesOf(resolution);
      const count = emptyValues === 0 ? [] : [`r.countEmpty(${emptyValues}, ${stringLiteral(record)});`];
      const levels = levelsOf(resolution) === 1 ? [] : [levelsOf(resolution)];
      const lines = resolution.recursive
        ? [
            `r.enter(${[stringLiteral(record), ...levels].join(', ')});`,
            ...count,
            ...body.statements,
            ...fold(`const value: ${returns} = `, body.literal),
            `r.leave(${levels.join('')});`,
            'return value;',
          ]
        : [...count, ...body.statements, ...fold('return ', body.literal)];
      // A record of nothing reads no bytes.
      const parameter = resolution.recursive || body.reads || emptyValues > 0 ? 'r' : '_r';
      return `function ${name}(${parameter}: ByteReader): ${returns} {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
    });
  }

  /** The statements that read what must be read before the record is put together, its entries, and whether any of it reads. */
  private recordBody(
    resolution: RecordResolution,
    type: string,
    suffix: string,
  ): { statements: string[]; literal: string[]; reads: boolean } {
    const record = shortName(resolution.reader.type.fullName);
    const { reader, steps } = resolution;
    const entries = new Map<string, Expression>();
    const straight = isInOrder(resolution);
    const statements: string[] = [];
    const locals = new NameScope(['r', 'value', 'Date', 'Uint8Array']);
    const shorthand = new Set<string>();
    for (const step of steps) {
      if (step.kind === 'skip') {
        const place = { at: `${record}.${step.name}`, name: `${record}${upperFirst(step.name)}`, suffix };
        const skip = this.skip(step.skip, place);
        if (skip !== '') statements.push(`${skip};`);
        continue;
      }
      const { field, shape } = step.field;
      const place = {
        shape,
        at: `${record}.${field.name}`,
        name: `${record}${upperFirst(field.name)}`,
        suffix,
        typeText: `${type}[${stringLiteral(field.name)}]`,
      };
      const expression = this.read(step.resolution, place);
      if (straight || expression.text === 'null') entries.set(field.name, expression);
      else {
        const local = locals.claim(localName(field.name));
        if (local === field.name) shorthand.add(local);
        statements.push(...broken(`const ${local} = `, expression, ';'));
        entries.set(field.name, { text: local });
      }
    }
    const reads = statements.length > 0 || [...entries.values()].some(({ text }) => text !== 'null');
    for (const { field, shape } of resolution.defaults) {
      entries.set(field.name, {
        text: valueLiteral(
          defaultValue(shape, field.default),
          (global) => this.spelling.global(global),
          '    ',
          field.name.length + 6,
        ),
      });
    }
    const tag = reader.tagged ? [`$type: ${stringLiteral(reader.type.fullName)},`] : [];
    const literal = reader.fields.flatMap(({ field }) => {
      if (shorthand.has(field.name) && field.name !== '__proto__') return [`${field.name},`];
      return broken(`${literalKey(field.name)}: `, entries.get(field.name) ?? { text: 'null' }, ',');
    });
    return { statements, literal: [...tag, ...literal], reads };
  }

  private array(resolution: Extract<Resolution, { kind: 'array' }>, place: Place): string {
    const at = stringLiteral(place.at);
    const item = this.read(resolution.items, inner(place, resolution.reader.items, '[]', 'Item')).text;
    const type = typeText(resolution.reader, this.names, this.spelling);
    const block = this.call('readBlock', 'r', at, resolution.itemBytes);
    return this.declare(
      `array ${item} ${at} ${resolution.itemBytes} ${type}`,
      `read${place.name}`,
      place.suffix,
      (name) =>
        [
          `function ${name}(r: ByteReader): ${type} {`,
          `  const items: ${type} = [];`,
          ...loop(block, `items.push(${item});`),
          '  return items;',
          '}\n',
        ].join('\n'),
    );
  }

  private map(resolution: Extract<Resolution, { kind: 'map' }>, place: Place): string {
    const at = stringLiteral(place.at);
    const value = this.read(resolution.values, inner(place, resolution.reader.values, '{}', 'Value')).text;
    const type = typeText(resolution.reader, this.names, this.spelling);
    const entry = this.call('setEntry', 'map', this.call('readString', 'r', at), value);
    return this.declare(`map ${value} ${at} ${type}`, `read${place.name}`, place.suffix, (name) =>
      [
        `function ${name}(r: ByteReader): ${type} {`,
        `  const map: ${type} = {};`,
        ...loop(this.call('readBlock', 'r', at, 1), `${entry};`),
        '  return map;',
        '}\n',
      ].join('\n'),
    );
  }

  /** The writer's union: a conditional for null and one other, else a function with a switch. */
  private union(resolution: UnionResolution, place: Place): Expression {
    const at = stringLiteral(place.at);
    const count = resolution.branches.length;
    const branches = resolution.branches.map(
      (branch, index) =>
        this.read(branch, { ...place, name: count > 2 ? `${place.name}Branch${index + 1}` : place.name }).text,
    );
    const index = this.call('readIndex', 'r', at, count);
    const [first, second] = branches;
    if (first !== undefined && second !== undefined && count === 2 && (first === 'null' || second === 'null')) {
      const test = `${index} === 0`;
      return { text: `${test} ? ${first} : ${second}`, parts: [test, first, second] };
    }
    const whole = typeText(place.shape, this.names, this.spelling);
    const type = whole.length > 50 ? (place.typeText ?? whole) : whole;
    const cases = branches.map((branch, number) => `    case ${number}:\n      return ${branch};\n`);
    const body = `  switch (${index}) {\n${cases.join('')}    default:\n      return r.fail('unknown branch', ${at});\n  }\n`;
    const name = this.declare(
      `union ${body} ${type}`,
      `read${place.name}`,
      place.suffix,
      (own) => `function ${own}(r: ByteReader): ${type} {\n${body}}\n`,
    );
    return { text: `${name}(r)` };
  }

  /** The table from the writer's symbol indexes to the reader's symbols. */
  private symbols(resolution: EnumResolution, suffix: string): string {
    const type = this.spelling.declared(this.names.nameOf(resolution.reader));
    const members = resolution.symbols.includes(undefined) ? `(${type} | undefined)` : type;
    const list = resolution.symbols.map((symbol) => (symbol === undefined ? 'undefined' : stringLiteral(symbol)));
    const key = `symbols ${type} ${list.join(', ')}`;
    const known = this.declared.get(key);
    if (known !== undefined) return known;
    const wanted = `${lowerFirst(this.names.nameOf(resolution.reader))}Symbols`;
    const name = this.scope.claim(wanted, ...(suffix === '' ? [] : [`${wanted}${suffix}`]));
    this.declared.set(key, name);
    const head = `const ${name}: readonly ${members}[] = [`;
    const line = `${head}${list.join(', ')}];\n`;
    this.tables.push(line.length <= 101 ? line : `${head}\n${list.map((item) => `  ${item},\n`).join('')}];\n`);
    return name;
  }

  /** The expression that passes over a writer's value; empty where it takes no bytes. */
  private skip(skip: Skip, place: Omit<Place, 'shape'>): string {
    const at = stringLiteral(place.at);
    switch (skip.kind) {
      case 'nothing':
        return '';
      case 'leaf':
        return this.call(skip.skip, 'r', at, ...skip.args);
      case 'array': {
        const item = this.skip(skip.items, { ...place, at: `${place.at}[]`, name: `${place.name}Item` });
        return this.skipBlocks(place, at, item === '' ? [] : [`${item};`], skip.itemBytes);
      }
      case 'map': {
        const key = this.call('skipBytes', 'r', at);
        const value = this.skip(skip.values, { ...place, at: `${place.at}{}`, name: `${place.name}Value` });
        return this.skipBlocks(place, at, [`${key};`, ...(value === '' ? [] : [`${value};`])], 1);
      }
      case 'union': {
        const branches = skip.branches.map((branch, index) =>
          this.skip(branch, { ...place, name: `${place.name}Branch${index + 1}` }),
        );
        const index = this.call('readIndex', 'r', at, branches.length);
        if (branches.every((branch) => branch === '')) return index;
        const [first, second] = branches;
        if (branches.length === 2 && first === '') return `if (${index} === 1) ${second ?? ''}`;
        if (branches.length === 2 && second === '') return `if (${index} === 0) ${first ?? ''}`;
        const cases = branches.flatMap((branch, number) =>
          branch === '' ? [] : [`    case ${number}:\n      ${branch};\n      break;\n`],
        );
        const body = `  switch (${index}) {\n${cases.join('')}  }\n`;
        return this.skipFunction(place, body);
      }
      case 'record': {
        if (skip.fields.length === 0) return '';
        const record = shortName(skip.writer.fullName);
        const key = `skip ${this.signatureOf(skip.writer)}`;
        const name = this.declare(key, `skip${record}`, place.suffix, (own) => {
          const steps = skip.fields
            .map((field) =>
              this.skip(field.skip, {
                at: `${record}.${field.name}`,
                name: `${record}${upperFirst(field.name)}`,
                suffix: place.suffix,
              }),
            )
            .filter((step) => step !== '')
            .map((step) => `  ${step};\n`);
          const lines = skip.recursive ? [`  r.enter(${stringLiteral(record)});\n`, ...steps, '  r.leave();\n'] : steps;
          return `function ${own}(r: ByteReader): void {\n${lines.join('')}}\n`;
        });
        return `${name}(r)`;
      }
    }
  }

  private skipBlocks(place: Omit<Place, 'shape'>, at: string, each: readonly string[], itemBytes: number): string {
    const block = this.call('skipBlocks', 'r', at, itemBytes);
    return this.skipFunction(
      place,
      loop(block, ...each)
        .map((line) => `${line}\n`)
        .join(''),
    );
  }

  private skipFunction(place: Omit<Place, 'shape'>, body: string): string {
    const name = this.declare(
      `skip ${body}`,
      `skip${place.name}`,
      place.suffix,
      (own) => `function ${own}(r: ByteReader): void {\n${body}}\n`,
    );
    return `${name}(r)`;
  }

  /** Declares a function once for each key; a recursive one finds its own name. */
  private declare(key: string, wanted: string, suffix: string, text: (name: string) => string): string {
    const known = this.declared.get(key);
    if (known !== undefined) return known;
    const name = this.scope.claim(wanted, ...(suffix === '' ? [] : [`${wanted}${suffix}`]), `${wanted}Value`);
    this.declared.set(key, name);
    // Callers stand above what they call.
    const index = this.functions.push('') - 1;
    this.functions[index] = text(name);
    return name;
  }

  private call(name: string, ...args: readonly (string | number)[]): string {
    this.imports.add(name);
    return `${name}(${args.join(', ')})`;
  }
}

/** Where the printer stands: the reader's shape, the place for errors, and what functions are named after. */
interface Place {
  readonly shape: Shape;
  readonly at: string;
  readonly name: string;
  readonly suffix: string;
  /** The type by way of its record's field, for one that is long to spell out. */
  readonly typeText?: string;
}

/** The place of an array's items or a map's values. */
function inner({ at, name, suffix }: Place, shape: Shape, mark: string, suffixName: string): Place {
  return { shape, at: `${at}${mark}`, name: `${name}${suffixName}`, suffix };
}

/** What a field's value is kept in: not a name of this module's functions and tables, which it would hide. */
function localName(field: string): string {
  if (/^(?:read|skip)/.test(field)) return `_${field}`;
  return field.includes('Symbols') ? `${field}Value` : field;
}

/** An entry of an object or a declaration, at most four columns in: a conditional that does not fit has a line for each part. */
function broken(prefix: string, { text, parts }: Expression, end: string): string[] {
  const line = `${prefix}${text}${end}`;
  if (parts === undefined || line.length <= 96) return [line];
  const [test, then, otherwise] = parts;
  return [prefix.trimEnd(), `  ${test}`, `    ? ${then}`, `    : ${otherwise}${end}`];
}

function fold(prefix: string, entries: readonly string[]): string[] {
  return entries.length === 0 ? [`${prefix}{};`] : [`${prefix}{`, ...entries.map((entry) => `  ${entry}`), '};'];
}

/** Reads blocks until the one of no items. */
function loop(block: string, ...each: readonly string[]): string[] {
  const [only] = each;
  const line = `    for (let i = 0; i < count; i++) ${only ?? ''}`;
  const body =
    each.length === 1 && line.length <= 100
      ? [line]
      : ['    for (let i = 0; i < count; i++) {', ...each.map((one) => `      ${one}`), '    }'];
  return [`  let count = ${block};`, '  while (count > 0) {', ...body, `    count = ${block};`, '  }'];
}
