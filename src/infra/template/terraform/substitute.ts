import { entryOf, itemsOf, joined, textOf, unknown, type TemplateNode } from '../node.js';

/** What a name stands for: `local.topic`, `each.value`. Undefined where that is not known. */
export type Lookup = (name: string) => TemplateNode | undefined;

const PATH = /^(local\.[\w-]+|var\.[\w-]+|each\.(?:key|value)|count\.index)((?:\.[\w-]+|\[(?:"[^"\]]*"|\d+)\])*)$/;

/** The node with the names in it replaced by what they stand for; what they do not stand for is left as it is. */
export function substitute(node: TemplateNode, lookup: Lookup): TemplateNode {
  switch (node.kind) {
    case 'unknown': {
      const [, name, steps = ''] = PATH.exec(node.text) ?? [];
      const found = name === undefined ? undefined : followed(lookup(name), steps);
      return found === undefined ? node : { ...found, at: node.at };
    }
    case 'text':
      return joined(
        node.parts.map((part) => (typeof part === 'string' ? part : substitute(part, lookup))),
        node.at,
      );
    case 'list':
      return { ...node, items: node.items.map((item) => substitute(item, lookup)) };
    case 'map': {
      const entries = [...node.entries].map(([name, entry]) => [name, substitute(entry, lookup)] as const);
      return { ...node, entries: new Map(entries) };
    }
    case 'reference': {
      const [, base = '', key = ''] = /^(.*)\[([^\]]*)\]$/.exec(node.resource) ?? [];
      const known = PATH.test(key) ? substitute(unknown(key, node.at), lookup) : undefined;
      return known?.kind === 'scalar' ? { ...node, resource: `${base}[${JSON.stringify(known.value)}]` } : node;
    }
    default:
      return node;
  }
}

/** What stands at `.name`, `["name"]` or `[0]` below a node. */
function followed(node: TemplateNode | undefined, steps: string): TemplateNode | undefined {
  let found = node;
  for (const [, name, quoted, index] of steps.matchAll(/\.([\w-]+)|\["([^"]*)"\]|\[(\d+)\]/g)) {
    if (found?.kind === 'unknown') return undefined;
    found = index === undefined ? entryOf(found, name ?? quoted ?? '') : itemsOf(found)[Number(index)];
  }
  return found;
}

/** An instance of a resource: its key, and what `each` or `count` stand for in it. */
interface Instance {
  readonly key: string;
  readonly lookup: Lookup;
}

/** The instances that `for_each` or `count` make of a resource, where they are known. Undefined where they are not, or there is one. */
export function instancesOf(body: TemplateNode): readonly Instance[] | undefined {
  const count = Number(textOf(entryOf(body, 'count')));
  if (Number.isInteger(count) && count >= 0 && count <= 1_000)
    return Array.from({ length: count }, (_, index) => instance(`[${index}]`, { 'count.index': scalar(index) }));
  const each = entryOf(body, 'for_each');
  if (each?.kind === 'map')
    return [...each.entries].map(([key, value]) =>
      instance(`[${JSON.stringify(key)}]`, { 'each.key': scalar(key), 'each.value': value }),
    );
  if (each?.kind !== 'list') return undefined;
  const keys = new Set(each.items.map((item) => textOf(item)));
  if (keys.has(undefined)) return undefined;
  return [...keys].map((key = '') =>
    instance(`[${JSON.stringify(key)}]`, { 'each.key': scalar(key), 'each.value': scalar(key) }),
  );
}

function instance(key: string, names: Readonly<Record<string, TemplateNode>>): Instance {
  return { key, lookup: (name) => (Object.hasOwn(names, name) ? names[name] : undefined) };
}

function scalar(value: string | number): TemplateNode {
  return { kind: 'scalar', value, at: undefined };
}
