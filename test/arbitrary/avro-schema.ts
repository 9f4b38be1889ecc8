import type fc from 'fast-check';

import { fromChoices, type Choices } from './choices.js';
import { defaultFrom } from './avro-default.js';
import { attributesFor, attributesForFixed } from './logical-attributes.js';
import { fieldFrom, freshName, NAMESPACES, symbolsFrom, TYPE_NAMES } from './names.js';
import {
  branchOf,
  schemaJson,
  type EnumNode,
  type FixedNode,
  type NamedNode,
  type PrimitiveNode,
  type RecordNode,
  type SchemaNode,
} from './schema-node.js';

const MAX_DEPTH = 4;
const MAX_TYPES = 25;
const SCHEMA_BYTES = 300;

const PRIMITIVES = ['null', 'string', 'int', 'long', 'boolean', 'double', 'float', 'bytes'] as const;

/** A random valid schema, as JSON: every type, nested at most four deep, with named types reused and recursive, aliases, defaults and logical types. */
export function avroSchema(): fc.Arbitrary<unknown> {
  return fromChoices(SCHEMA_BYTES, (choices) => schemaJson(schemaFrom(choices)));
}

/** Builds a random valid schema: four times in five a record, as topics have them. */
export function schemaFrom(choices: Choices): SchemaNode {
  const builder = new SchemaBuilder(choices);
  return choices.chance(20) ? builder.any(MAX_DEPTH, '') : builder.record(MAX_DEPTH, '');
}

/** Builds types; knows those that have been defined, and which records are still open around the current place. */
export class SchemaBuilder {
  private readonly choices: Choices;
  private readonly taken: Set<string>;
  private readonly defined: NamedNode[] = [];
  private readonly open: RecordNode[] = [];
  private types = 0;

  /** `taken` are full names that new types must not bear. */
  constructor(choices: Choices, taken: Iterable<string> = []) {
    this.choices = choices;
    this.taken = new Set(taken);
  }

  any(depth: number, namespace: string): SchemaNode {
    if (!this.choices.chance(20)) return this.simple(depth, namespace);
    return this.union(depth, namespace);
  }

  primitive(): PrimitiveNode {
    const { choices } = this;
    const kind = choices.pick(PRIMITIVES);
    return { kind, attributes: choices.chance(30) ? attributesFor(choices, kind) : {} };
  }

  record(depth: number, namespace: string): RecordNode {
    const { choices } = this;
    const record: RecordNode = { kind: 'record', ...this.naming(namespace), fields: [] };
    this.open.push(record);
    const names = new Set<string>();
    const count = choices.below(7);
    for (let index = 0; index < count; index++) {
      const type = this.any(depth - 1, record.namespace);
      const field = fieldFrom(choices, {
        taken: names,
        type,
        default: choices.chance(25) ? defaultFrom(type, choices, new Set(this.open)) : undefined,
      });
      names.add(field.name);
      record.fields.push(field);
    }
    this.open.pop();
    this.defined.push(record);
    return record;
  }

  private simple(depth: number, namespace: string): SchemaNode {
    const { choices } = this;
    this.types++;
    const option = choices.below(depth <= 0 || this.types > MAX_TYPES ? 13 : 20);
    if (option < 9) return this.primitive();
    if (option < 10) return this.enum(namespace);
    if (option < 11) return this.fixed(namespace);
    if (option < 13) return this.reference(namespace) ?? this.primitive();
    if (option < 15) return { kind: 'array', items: this.item(depth, namespace) };
    if (option < 17) return { kind: 'map', values: this.item(depth, namespace) };
    return this.record(depth, namespace);
  }

  /** What an array or map holds: here a record around it may be named, since an array or map can be empty. */
  private item(depth: number, namespace: string): SchemaNode {
    return (this.choices.chance(15) ? this.openRecord(namespace) : undefined) ?? this.any(depth - 1, namespace);
  }

  /** A record around it may be named in a union with null. */
  private union(depth: number, namespace: string): SchemaNode {
    const { choices } = this;
    const branches = new Map<string, SchemaNode>();
    const add = (branch: SchemaNode | undefined): void => {
      if (branch !== undefined && !branches.has(branchOf(branch))) branches.set(branchOf(branch), branch);
    };
    const count = 1 + choices.below(4);
    const recursive = choices.chance(25) ? this.openRecord(namespace) : undefined;
    if (choices.chance(30)) add(recursive);
    if (recursive !== undefined || choices.chance(60)) add(plain('null'));
    for (let index = 0; index < count; index++) add(this.simple(depth - 1, namespace));
    add(recursive);
    return { kind: 'union', branches: [...branches.values()] };
  }

  private enum(namespace: string): EnumNode {
    const { choices } = this;
    const symbols = symbolsFrom(choices, [], 1 + choices.below(5));
    const node: EnumNode = {
      kind: 'enum',
      ...this.naming(namespace),
      symbols,
      default: choices.chance(30) ? symbols[choices.below(symbols.length)] : undefined,
    };
    this.defined.push(node);
    return node;
  }

  private fixed(namespace: string): FixedNode {
    const { choices } = this;
    const size = choices.pick([1, 0, 2, 4, 12, 16]);
    const attributes = choices.chance(40) ? attributesForFixed(choices, size) : {};
    const node: FixedNode = { kind: 'fixed', ...this.naming(namespace), size, attributes };
    this.defined.push(node);
    return node;
  }

  /** A complete type defined earlier. */
  private reference(namespace: string): SchemaNode | undefined {
    return this.oneOf(this.defined, namespace);
  }

  private openRecord(namespace: string): SchemaNode | undefined {
    return this.oneOf(this.open, namespace);
  }

  /** In a namespace, a type of the null namespace has no name that reaches it. */
  private oneOf<T extends NamedNode>(nodes: readonly T[], namespace: string): T | undefined {
    const reachable = nodes.filter((node) => node.namespace !== '' || namespace === '');
    return reachable[this.choices.below(Math.max(1, reachable.length))];
  }

  private naming(enclosing: string): Pick<NamedNode, 'namespace' | 'name' | 'aliases' | 'dotted'> {
    const { choices } = this;
    // python3-avro does not return to the null namespace inside another one, so no schema here does.
    const namespace = (choices.chance(25) ? choices.pick(NAMESPACES) : '') || enclosing;
    const prefix = namespace === '' ? '' : `${namespace}.`;
    const inUse = new Set(
      [...this.taken].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length)),
    );
    const name = freshName(choices, TYPE_NAMES, inUse);
    this.taken.add(`${prefix}${name}`);
    return {
      namespace,
      name,
      aliases: choices.chance(10) ? [`Old${name}`] : [],
      dotted: namespace !== '' && choices.chance(20),
    };
  }
}

/** A primitive type without attributes. */
export function plain(kind: PrimitiveNode['kind']): PrimitiveNode {
  return { kind, attributes: {} };
}
