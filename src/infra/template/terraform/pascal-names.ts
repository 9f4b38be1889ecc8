import type { TemplateMap, TemplateNode } from '../node.js';

/** Names whose capitals do not follow from those in snake case. */
const SPECIAL: Readonly<Record<string, string>> = {
  consumer_group_id: 'ConsumerGroupId',
  uri: 'URI',
  schema_registry_uri: 'SchemaRegistryURI',
  filter: 'Filters',
};

/** Names of CloudFormation for those of a provider that has them in snake case. Blocks come as lists of one. */
export function pascalNames(node: TemplateMap): TemplateMap {
  const entries = [...node.entries].map(([name, entry]) => {
    const pascal = SPECIAL[name] ?? pascalName(name);
    return [pascal, renamed(entry, pascal)] as const;
  });
  return { ...node, entries: new Map(entries) };
}

function renamed(node: TemplateNode, name: string): TemplateNode {
  // A pattern is data, whose names are those of records.
  if (name === 'Pattern') return node;
  if (node.kind === 'map')
    return name === 'Filters' ? { kind: 'list', items: [pascalNames(node)], at: node.at } : pascalNames(node);
  if (node.kind !== 'list') return node;
  const items = node.items.map((item) => (item.kind === 'map' ? pascalNames(item) : item));
  const [only] = items;
  const isBlock = items.length === 1 && only?.kind === 'map' && !name.endsWith('s');
  return isBlock ? only : { ...node, items };
}

function pascalName(name: string): string {
  return name.replaceAll(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
