/** Schemas as the arbitraries build them: a graph in which a recursive type holds itself. */
export type SchemaNode = PrimitiveNode | ArrayNode | MapNode | UnionNode | FixedNode | EnumNode | RecordNode;

export type PrimitiveKind = 'null' | 'boolean' | 'int' | 'long' | 'float' | 'double' | 'bytes' | 'string';

export interface PrimitiveNode {
  readonly kind: PrimitiveKind;
  /** `logicalType` and what belongs to it, and attributes that mean nothing. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface ArrayNode {
  readonly kind: 'array';
  readonly items: SchemaNode;
}

export interface MapNode {
  readonly kind: 'map';
  readonly values: SchemaNode;
}

export interface UnionNode {
  readonly kind: 'union';
  readonly branches: readonly SchemaNode[];
}

interface Named {
  /** Empty for the null namespace. */
  readonly namespace: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Whether its name is printed as a full name where that is not needed. */
  readonly dotted: boolean;
}

export interface FixedNode extends Named {
  readonly kind: 'fixed';
  readonly size: number;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface EnumNode extends Named {
  readonly kind: 'enum';
  readonly symbols: readonly string[];
  readonly default: string | undefined;
}

export interface RecordNode extends Named {
  readonly kind: 'record';
  /** Filled after the record itself is made, so that a field can hold the record. */
  readonly fields: FieldNode[];
}

export interface FieldNode {
  readonly name: string;
  readonly type: SchemaNode;
  readonly aliases: readonly string[];
  readonly order: 'ascending' | 'descending' | 'ignore' | undefined;
  readonly doc: string | undefined;
  /** As JSON; undefined for none. */
  readonly default: unknown;
}

export type NamedNode = FixedNode | EnumNode | RecordNode;

function isPrimitive(node: SchemaNode): node is PrimitiveNode {
  return 'attributes' in node && !('size' in node);
}

export function fullNameOf(node: NamedNode): string {
  return node.namespace === '' ? node.name : `${node.namespace}.${node.name}`;
}

/** What a union branch of this type is called. */
export function branchOf(node: SchemaNode): string {
  return 'namespace' in node ? fullNameOf(node) : node.kind;
}

/** The schema's JSON: each named type defined where it is first met, and referred to from there on. */
export function schemaJson(root: SchemaNode): unknown {
  const defined = new Set<NamedNode>();

  const print = (node: SchemaNode, namespace: string): unknown => {
    if (isPrimitive(node)) {
      return Object.keys(node.attributes).length === 0 ? node.kind : { type: node.kind, ...node.attributes };
    }
    switch (node.kind) {
      case 'array':
        return { type: 'array', items: print(node.items, namespace) };
      case 'map':
        return { type: 'map', values: print(node.values, namespace) };
      case 'union':
        return node.branches.map((branch) => print(branch, namespace));
      case 'fixed':
      case 'enum':
      case 'record':
        return printNamed(node, namespace);
    }
  };

  const printNamed = (node: NamedNode, namespace: string): unknown => {
    const short = node.namespace === namespace && !node.dotted;
    if (defined.has(node)) return short ? node.name : fullNameOf(node);
    defined.add(node);
    const head = {
      type: node.kind,
      name: node.dotted ? fullNameOf(node) : node.name,
      ...(short || node.dotted ? {} : { namespace: node.namespace }),
      ...(node.aliases.length > 0 ? { aliases: node.aliases } : {}),
    };
    switch (node.kind) {
      case 'fixed':
        return { ...head, size: node.size, ...node.attributes };
      case 'enum':
        return { ...head, symbols: node.symbols, ...(node.default === undefined ? {} : { default: node.default }) };
      case 'record':
        return { ...head, fields: node.fields.map((field) => printField(field, node.namespace)) };
    }
  };

  const printField = (field: FieldNode, namespace: string): unknown => ({
    name: field.name,
    type: print(field.type, namespace),
    ...(field.doc === undefined ? {} : { doc: field.doc }),
    ...(field.aliases.length > 0 ? { aliases: field.aliases } : {}),
    ...(field.order === undefined ? {} : { order: field.order }),
    ...(field.default === undefined ? {} : { default: field.default }),
  });

  return print(root, '');
}

/** Every node that can be reached from `root`, each once. */
export function nodesOf(root: SchemaNode, found = new Set<SchemaNode>()): ReadonlySet<SchemaNode> {
  if (found.has(root)) return found;
  found.add(root);
  if (root.kind === 'array') nodesOf(root.items, found);
  else if (root.kind === 'map') nodesOf(root.values, found);
  else if (root.kind === 'union') for (const branch of root.branches) nodesOf(branch, found);
  else if (root.kind === 'record') for (const field of root.fields) nodesOf(field.type, found);
  return found;
}

/** The full names that a schema defines. */
export function namesIn(nodes: Iterable<SchemaNode>): string[] {
  return [...nodes].flatMap((node) => ('namespace' in node ? [fullNameOf(node)] : []));
}

/** Whether a reader with this schema could read one written branch into two: by promotion, or by an unqualified name. */
export function hasAmbiguousUnion(nodes: Iterable<SchemaNode>): boolean {
  for (const node of nodes) {
    if (node.kind !== 'union') continue;
    const groups = node.branches.map((branch) => {
      if (branch.kind === 'int' || branch.kind === 'long' || branch.kind === 'float' || branch.kind === 'double')
        return 'number';
      if (branch.kind === 'bytes' || branch.kind === 'string') return 'text';
      return 'namespace' in branch ? `${branch.kind} ${branch.name}` : branch.kind;
    });
    if (new Set(groups).size < groups.length) return true;
  }
  return false;
}
