import { defaultFrom } from './avro-default.js';
import type { EvolutionStep } from './avro-evolution.js';
import { plain, SchemaBuilder } from './avro-schema.js';
import type { Choices } from './choices.js';
import { fieldFrom, freshName, symbolsFrom } from './names.js';
import {
  branchOf,
  fullNameOf,
  namesIn,
  nodesOf,
  type EnumNode,
  type FieldNode,
  type FixedNode,
  type NamedNode,
  type PrimitiveNode,
  type RecordNode,
  type SchemaNode,
  type UnionNode,
} from './schema-node.js';

const PERCENT_PER_STEP = 12;

const PROMOTIONS = {
  int: ['long', 'float', 'double'],
  long: ['float', 'double'],
  float: ['double'],
} as const;

/** The kinds that make it 'add field with float or bytes in its default'. */
const AWKWARD_DEFAULTS: ReadonlySet<string> = new Set(['float', 'double', 'bytes', 'fixed']);

/** Copies a schema and changes it here and there; a named type changes in the same way wherever it is used. */
export class Evolver {
  readonly steps = new Set<EvolutionStep>();
  /** Types of either version that are of another type in the other one. */
  readonly promoted = new Set<SchemaNode>();
  private readonly choices: Choices;
  private readonly taken: string[];
  private readonly copies = new Map<NamedNode, NamedNode>();
  private readonly open = new Set<RecordNode>();

  constructor(choices: Choices, taken: string[]) {
    this.choices = choices;
    this.taken = taken;
  }

  /** A type that stands anywhere but in a union. */
  evolve(node: SchemaNode, place: 'item' | 'elsewhere' = 'elsewhere'): SchemaNode {
    if (node.kind === 'union') return this.union(node.branches, place);
    const next = this.branch(node, place);
    if (next.kind === 'null' || !this.try(place === 'item' ? 'widen item to union' : 'widen to union')) return next;
    return { kind: 'union', branches: this.choices.chance(50) ? [next, plain('null')] : [plain('null'), next] };
  }

  /** A type that is no union and does not become one. */
  private branch(node: Exclude<SchemaNode, UnionNode>, place: 'item' | 'elsewhere'): Exclude<SchemaNode, UnionNode> {
    switch (node.kind) {
      case 'array':
        return { kind: 'array', items: this.evolve(node.items, 'item') };
      case 'map':
        return { kind: 'map', values: this.evolve(node.values, 'item') };
      case 'record':
        return this.copies.get(node) ?? this.record(node);
      case 'enum':
        return this.copies.get(node) ?? this.enum(node);
      case 'fixed':
        return this.copies.get(node) ?? this.fixed(node);
      case 'null':
      case 'boolean':
      case 'double':
        return node;
      case 'string':
        return this.try('promote text') ? this.noted(plain('bytes')) : node;
      case 'bytes':
        // The bytes of a decimal are no text.
        if (node.attributes.logicalType !== undefined || !this.try('promote text')) return node;
        this.noted(node);
        return plain('string');
      case 'int':
      case 'long':
      case 'float':
        if (!this.try(place === 'item' ? 'promote number item' : 'promote number')) return node;
        this.noted(node);
        return plain(this.choices.pick(PROMOTIONS[node.kind]));
    }
  }

  private noted(node: PrimitiveNode): PrimitiveNode {
    this.promoted.add(node);
    return node;
  }

  private union(branches: readonly SchemaNode[], place: 'item' | 'elsewhere'): UnionNode {
    const next = new Map<string, SchemaNode>();
    for (const branch of branches) {
      if (branch.kind === 'union') throw new Error('a union stands in a union');
      const evolved = this.branch(branch, place);
      // A promoted branch must not meet another one.
      const meets =
        branches.some((other) => other !== branch && branchOf(other) === branchOf(evolved)) ||
        next.has(branchOf(evolved));
      const kept = meets ? branch : evolved;
      next.set(branchOf(kept), kept);
    }
    if (this.try('add branch')) {
      const added = plain(this.choices.pick(['null', 'string', 'boolean', 'long', 'bytes']));
      if (!next.has(added.kind)) next.set(added.kind, added);
    }
    return { kind: 'union', branches: [...next.values()] };
  }

  private record(node: RecordNode): RecordNode {
    const next: RecordNode = { ...node, ...this.renamed(node), fields: [] };
    this.copies.set(node, next);
    this.open.add(next);
    const { fields } = next;
    const names = new Set(node.fields.map((field) => field.name));
    for (const field of node.fields) {
      if (this.try('remove field')) continue;
      const evolved = this.field(field, names);
      names.add(evolved.name);
      fields.push(evolved);
    }
    const added = this.choices.chance(PERCENT_PER_STEP) ? this.addedField(next.namespace, names) : undefined;
    if (added !== undefined) fields.splice(this.choices.below(fields.length + 1), 0, added);
    if (fields.length > 1 && this.try('reorder fields')) shuffle(fields, this.choices);
    this.open.delete(next);
    return next;
  }

  /** Undefined where the type made has no default. */
  private addedField(namespace: string, taken: ReadonlySet<string>): FieldNode | undefined {
    const builder = new SchemaBuilder(this.choices, this.taken);
    const type = this.choices.chance(25) ? builder.record(1, namespace) : builder.any(1, namespace);
    const value = defaultFrom(type, this.choices, this.open);
    if (value === undefined) return undefined;
    const nodes = [...nodesOf(type)];
    this.taken.push(...namesIn(nodes));
    this.steps.add(
      nodes.some((node) => AWKWARD_DEFAULTS.has(node.kind))
        ? 'add field with float or bytes in its default'
        : 'add field',
    );
    return fieldFrom(this.choices, { taken, type, default: value });
  }

  private field(field: FieldNode, names: ReadonlySet<string>): FieldNode {
    const type = this.evolve(field.type);
    const renamed = this.try('rename field');
    return {
      ...field,
      type,
      name: renamed ? freshName(this.choices, ['renamed'], names) : field.name,
      aliases: renamed ? [field.name] : [],
      default: field.default === undefined ? undefined : defaultFrom(type, this.choices, this.open),
    };
  }

  private enum(node: EnumNode): EnumNode {
    let symbols = [...node.symbols];
    let fallback = node.default;
    if (symbols.length > 1 && this.try('remove symbol')) {
      const removed = this.choices.below(symbols.length);
      symbols = symbols.filter((_, index) => index !== removed);
      fallback = symbols[this.choices.below(symbols.length)];
    }
    if (this.try('add symbol')) {
      symbols.splice(this.choices.below(symbols.length + 1), 0, ...symbolsFrom(this.choices, node.symbols, 1));
    }
    if (symbols.length > 1 && this.try('reorder symbols')) shuffle(symbols, this.choices);
    const next: EnumNode = { ...node, ...this.renamed(node), symbols, default: fallback };
    this.copies.set(node, next);
    return next;
  }

  private fixed(node: FixedNode): FixedNode {
    const next: FixedNode = { ...node, ...this.renamed(node) };
    this.copies.set(node, next);
    return next;
  }

  private renamed(node: NamedNode): Pick<NamedNode, 'name' | 'aliases'> {
    if (!this.try('rename type')) return { name: node.name, aliases: [] };
    const prefix = node.namespace === '' ? '' : `${node.namespace}.`;
    const inUse = new Set(this.taken.map((name) => name.slice(prefix.length)));
    const name = freshName(this.choices, ['Renamed'], inUse);
    this.taken.push(`${prefix}${name}`);
    // Where the name is written with dots, avsc takes a relative alias to be relative to the type around it.
    return { name, aliases: [node.dotted || this.choices.chance(50) ? fullNameOf(node) : node.name] };
  }

  private try(step: EvolutionStep): boolean {
    if (!this.choices.chance(PERCENT_PER_STEP)) return false;
    this.steps.add(step);
    return true;
  }
}

function shuffle(items: unknown[], choices: Choices): void {
  for (let index = items.length - 1; index > 0; index--) {
    const other = choices.below(index + 1);
    [items[index], items[other]] = [items[other], items[index]];
  }
}
