import { unknown, type Place, type TemplateMap, type TemplateNode } from '../node.js';
import { readYaml } from '../read-yaml.js';
import type { ReadFailure } from '../template-view.js';
import { HclScanner, HclSyntaxError } from './hcl-scanner.js';
import { readTemplateText } from './hcl-text.js';
import { readSimple } from './hcl-value.js';
import type { HclBlockNode } from './read-hcl.js';

/** Reads a file of Terraform in JSON, such as the output of CDK for Terraform: its blocks as those of HCL. */
export async function readTfJson(
  text: string,
  file?: string,
): Promise<{ readonly ok: true; readonly blocks: readonly HclBlockNode[] } | ReadFailure> {
  const read = await readYaml(text, file);
  if (!read.ok) return read;
  const [twice] = read.duplicates;
  if (twice !== undefined) return { ok: false, message: `${JSON.stringify(twice.key)} is set twice`, at: twice.at };
  const blocks = [...BLOCKS].flatMap(([type, labels]) =>
    bodiesIn(entriesOf(read.root).get(type), labels).map(({ names, body }): HclBlockNode => ({
      type,
      labels: names,
      body: blockBody(body),
      at: body.at ?? { line: 1, column: 1 },
    })),
  );
  return { ok: true, blocks };
}

/** The types of blocks that a template is checked by, and how many labels each has. */
const BLOCKS: ReadonlyMap<string, number> = new Map([
  ['resource', 2],
  ['data', 2],
  ['module', 1],
  ['variable', 1],
  ['locals', 0],
]);

interface LabeledBody {
  readonly names: readonly string[];
  readonly body: TemplateMap;
}

/** Bodies below objects of labels; each of them may be a list. */
function bodiesIn(
  node: TemplateNode | undefined,
  labels: number,
  names: readonly string[] = [],
): readonly LabeledBody[] {
  if (node?.kind === 'list') return node.items.flatMap((item) => bodiesIn(item, labels, names));
  if (node?.kind !== 'map') return [];
  if (labels === 0) return [{ names, body: node }];
  return [...node.entries].flatMap(([name, entry]) => bodiesIn(entry, labels - 1, [...names, name]));
}

function entriesOf(node: TemplateNode): ReadonlyMap<string, TemplateNode> {
  return node.kind === 'map' ? node.entries : new Map();
}

/** The body of a block: `dynamic` makes blocks of the types below it, how many only Terraform can say. */
function blockBody(body: TemplateMap): TemplateMap {
  const entries = [...body.entries].flatMap(([name, entry]): readonly (readonly [string, TemplateNode])[] =>
    name === 'dynamic'
      ? [...entriesOf(entry).keys()].map((label) => [label, unknown(`dynamic "${label}"`, entry.at)])
      : [[name, expressionsIn(entry)]],
  );
  return { ...body, entries: new Map(entries) };
}

/** The texts of a node as templates of HCL, which they are. */
function expressionsIn(node: TemplateNode): TemplateNode {
  switch (node.kind) {
    case 'list':
      return { ...node, items: node.items.map(expressionsIn) };
    case 'map':
      return blockBody(node);
    case 'scalar':
      return typeof node.value === 'string' ? { ...template(node.value, node.at), at: node.at } : node;
    default:
      return node;
  }
}

function template(text: string, at: Place | undefined): TemplateNode {
  try {
    return readTemplateText(new HclScanner(text), readSimple);
  } catch (error) {
    if (error instanceof HclSyntaxError) return unknown(text, at);
    throw error;
  }
}
