import { mappingProperties, type MappingProperty } from '../mapping-properties.js';
import { steps, type Column } from '../property-paths.js';
import type { TemplateMap, TemplateNode } from './node.js';

/** The properties of a mapping that another tool's names are used for, under the names of CloudFormation. */
export function canonical(
  node: TemplateMap,
  column: Column,
  accept: (property: MappingProperty) => boolean = () => true,
): TemplateMap {
  const root: Draft = { entries: new Map(), at: node.at };
  for (const property of mappingProperties.filter(accept)) {
    const from = property[column];
    if (from !== null) copy(node, steps(from), root, steps(property.path));
  }
  return finished(root);
}

interface Draft {
  readonly entries: Map<string, TemplateNode | Draft | readonly Draft[]>;
  readonly at: TemplateMap['at'];
}

function copy(node: TemplateNode, [from, ...fromRest]: readonly string[], draft: Draft, to: readonly string[]): void {
  const [step, ...toRest] = to;
  if (from === undefined || step === undefined) return;
  const name = step.replace(/\[\]$/, '');
  // A tool that nests less than CloudFormation: its name is that of the innermost property.
  if (toRest.length > fromRest.length) {
    copy(node, [from, ...fromRest], child(draft, name, node), toRest);
    return;
  }
  const source = node.kind === 'map' ? node.entries.get(from.replace(/\[\]$/, '')) : undefined;
  if (source === undefined) return;
  if (fromRest.length === 0 || !['map', 'list'].includes(source.kind)) {
    draft.entries.set(name, source);
    return;
  }
  const items = source.kind === 'list' ? source.items : [source];
  if (from.endsWith('[]')) {
    const known = draft.entries.get(name);
    const drafts = Array.isArray(known)
      ? (known as readonly Draft[])
      : items.map(({ at }) => ({ entries: new Map(), at }));
    draft.entries.set(name, drafts);
    for (const [index, item] of items.entries()) {
      const target = drafts[index];
      if (target !== undefined) copy(item, fromRest, target, toRest);
    }
    return;
  }
  const [only] = items;
  if (only !== undefined) copy(only, fromRest, child(draft, name, source), toRest);
}

function child({ entries }: Draft, name: string, { at }: TemplateNode): Draft {
  const known = entries.get(name);
  if (known !== undefined && !('kind' in known) && !isDrafts(known)) return known;
  const draft: Draft = { entries: new Map(), at };
  entries.set(name, draft);
  return draft;
}

function finished({ entries, at }: Draft): TemplateMap {
  const done = [...entries].flatMap(([name, entry]): readonly (readonly [string, TemplateNode])[] => {
    if ('kind' in entry) return [[name, entry]];
    if (isDrafts(entry)) return [[name, { kind: 'list', items: entry.map(finished), at }]];
    const map = finished(entry);
    return map.entries.size === 0 ? [] : [[name, map]];
  });
  return { kind: 'map', entries: new Map(done), at };
}

function isDrafts(entry: Draft | readonly Draft[]): entry is readonly Draft[] {
  return Array.isArray(entry);
}
