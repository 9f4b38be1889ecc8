/** A line and column of a text, both from 1. */
export interface Place {
  /** The file, where several make one template. */
  readonly file?: string;
  readonly line: number;
  readonly column: number;
}

/**
 * A value of a template that somebody wrote, as far as it is known without deploying it. `at` is where it stands; undefined
 * for what is not from a text.
 */
export type TemplateNode =
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null; readonly at: Place | undefined }
  | { readonly kind: 'list'; readonly items: readonly TemplateNode[]; readonly at: Place | undefined }
  | TemplateMap
  /** A text of which some parts are not known. */
  | { readonly kind: 'text'; readonly parts: readonly (string | TemplateNode)[]; readonly at: Place | undefined }
  /** Another resource of the template, or an attribute of it. */
  | {
      readonly kind: 'reference';
      readonly resource: string;
      /** The type of the resource, where its name does not have it. */
      readonly type?: string;
      readonly attribute: string | undefined;
      readonly at: Place | undefined;
    }
  /** What only a deployment can know; `text` shows it to a reader. */
  | {
      readonly kind: 'unknown';
      readonly text: string;
      /** What it is unless a deployment says otherwise, which proves nothing. */
      readonly byDefault?: string;
      /** What a condition chooses from, without those that leave it out. */
      readonly alternatives?: readonly TemplateNode[];
      readonly at: Place | undefined;
    };

export interface TemplateMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, TemplateNode>;
  readonly at: Place | undefined;
}

export function unknown(text: string, at: Place | undefined): TemplateNode {
  return { kind: 'unknown', text, at };
}

/** The entry of a map; undefined where there is none, or no map, or null, by which Terraform leaves an argument out. */
export function entryOf(node: TemplateNode | undefined, ...path: readonly string[]): TemplateNode | undefined {
  let at = node;
  for (const name of path) at = at?.kind === 'map' ? at.entries.get(name) : undefined;
  return at?.kind === 'scalar' && at.value === null ? undefined : at;
}

/** The items of a list; a single value is a list of one, as in a policy. */
export function itemsOf(node: TemplateNode | undefined): readonly TemplateNode[] {
  if (node === undefined) return [];
  return node.kind === 'list' ? node.items : [node];
}

/** What a node can turn out to be: what a condition chooses from, or the node itself. */
export function alternativesOf(node: TemplateNode | undefined): readonly TemplateNode[] {
  if (node === undefined) return [];
  return node.kind === 'unknown' && node.alternatives !== undefined
    ? node.alternatives.flatMap(alternativesOf)
    : [node];
}

/** The resource that a node refers to, also at the beginning of a text: `${Function.Arn}:live`. */
export function referenceIn(node: TemplateNode | undefined): Extract<TemplateNode, { kind: 'reference' }> | undefined {
  const first = node?.kind === 'text' ? node.parts.find((part) => part !== '') : node;
  return typeof first === 'object' && first.kind === 'reference' ? first : undefined;
}

/** The text of a scalar; undefined for anything else. */
export function textOf(node: TemplateNode | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
}

/** The number of a scalar, which templates also write as a text. */
export function numberOf(node: TemplateNode | undefined): number | undefined {
  const text = textOf(node);
  if (text === undefined || text.trim() === '') return undefined;
  const number = Number(text);
  return Number.isNaN(number) ? undefined : number;
}

/** Whether something in it is known only to a deployment. */
export function isUnknown(node: TemplateNode | undefined): boolean {
  if (node === undefined) return false;
  switch (node.kind) {
    case 'scalar':
      return false;
    case 'list':
      return node.items.some(isUnknown);
    case 'map':
      return [...node.entries.values()].some(isUnknown);
    default:
      return true;
  }
}

/** The first thing in it that is known only to a deployment, as the template writes it. */
export function unknownText(node: TemplateNode): string {
  switch (node.kind) {
    case 'unknown':
      return node.text;
    case 'reference':
      return node.attribute === undefined ? node.resource : `${node.resource}.${node.attribute}`;
    case 'text':
      return node.parts.map((part) => (typeof part === 'string' ? part : `\${${unknownText(part)}}`)).join('');
    case 'list':
      return node.items.filter(isUnknown).map(unknownText)[0] ?? '';
    case 'map':
      return [...node.entries.values()].filter(isUnknown).map(unknownText)[0] ?? '';
    case 'scalar':
      return String(node.value);
  }
}

/** A text; a scalar where all of it is known. */
export function joined(parts: readonly (string | TemplateNode)[], at: Place | undefined): TemplateNode {
  const flat = parts.flatMap((part): readonly (string | TemplateNode)[] => {
    if (typeof part === 'string') return [part];
    if (part.kind === 'text') return part.parts;
    const text = textOf(part);
    return text === undefined ? [part] : [text];
  });
  if (flat.every((part) => typeof part === 'string')) return { kind: 'scalar', value: flat.join(''), at };
  const [only] = flat.filter((part) => part !== '');
  if (flat.filter((part) => part !== '').length === 1 && typeof only === 'object') return only;
  return { kind: 'text', parts: flat, at };
}

/** The data of a node that is known as a whole; undefined for any other. */
export function dataOf(node: TemplateNode | undefined): unknown {
  if (node === undefined || isUnknown(node)) return undefined;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(dataOf);
  return node.kind === 'map'
    ? Object.fromEntries([...node.entries].map(([name, entry]) => [name, dataOf(entry)]))
    : undefined;
}
