import { entryOf, itemsOf, textOf, type TemplateMap, type TemplateNode } from '../node.js';
import type { TerraformResource } from './resource.js';

/** The resources of `terraform show -json`: of a plan or a state. Undefined where the file is neither. */
export function planResources(root: TemplateNode): readonly TerraformResource[] | undefined {
  const values = entryOf(root, 'planned_values') ?? entryOf(root, 'values');
  const module = entryOf(values, 'root_module');
  if (module === undefined) return undefined;
  const configured = new Map(configuredResources(entryOf(root, 'configuration', 'root_module'), ''));
  const prior = entryOf(root, 'prior_state', 'values', 'root_module');
  return [...modules(module), ...(prior === undefined ? [] : modules(prior))]
    .flatMap((one) => itemsOf(entryOf(one, 'resources')))
    .flatMap((resource) => resourceOf(resource, configured));
}

function modules(module: TemplateNode): readonly TemplateNode[] {
  return [module, ...itemsOf(entryOf(module, 'child_modules')).flatMap(modules)];
}

function resourceOf(node: TemplateNode, configured: ReadonlyMap<string, TemplateNode>): readonly TerraformResource[] {
  const address = textOf(entryOf(node, 'address'));
  const type = textOf(entryOf(node, 'type'));
  const values = entryOf(node, 'values');
  if (address === undefined || type === undefined || values?.kind !== 'map') return [];
  const expressions = configured.get(plain(address));
  return [{ address, type, body: completed(values, expressions, address), at: node.at }];
}

/** `module.a[0].aws_iam_role.orders["x"]` without what counts instances. */
function plain(address: string): string {
  return address.replaceAll(/\[[^\]]*\]/g, '');
}

/** The values that a plan knows, with references for those that only the configuration shows. */
function completed(values: TemplateMap, expressions: TemplateNode | undefined, address: string): TemplateMap {
  const entries = new Map([...values.entries].filter(([, node]) => !isNothing(node)));
  if (expressions?.kind !== 'map') return { ...values, entries };
  const owner: Owner = {
    module: /^(?:module\.[\w-]+(?:\[[^\]]*\])?\.)*/.exec(address)?.[0] ?? '',
    key: /\[[^\]]*\]$/.exec(address)?.[0] ?? '',
  };
  for (const [name, expression] of expressions.entries) {
    if (entries.has(name)) continue;
    const node = reference(expression, owner);
    if (node !== undefined) entries.set(name, node);
  }
  return { ...values, entries };
}

/** A plan has null and empty lists for what is not set. */
function isNothing(node: TemplateNode): boolean {
  return (node.kind === 'scalar' && node.value === null) || (node.kind === 'list' && node.items.length === 0);
}

/** The instance that an expression is of: its module, and its key. */
interface Owner {
  readonly module: string;
  readonly key: string;
}

/** The references of an expression: the first one is the longest, with the attribute. */
function reference(expression: TemplateNode, owner: Owner): TemplateNode | undefined {
  if (expression.kind === 'list') {
    const items = expression.items.map((item) => block(item, owner));
    return items.length === 0 ? undefined : { kind: 'list', items, at: expression.at };
  }
  const paths = itemsOf(entryOf(expression, 'references')).flatMap((node) => textOf(node) ?? []);
  const [path] = paths;
  if (path === undefined) return undefined;
  const match = /^((?:data\.)?[a-z][a-z0-9]*_\w+\.[\w-]+)(\[[^\]]*\])?(?:\.(.+))?$/.exec(path);
  if (match === null) return { kind: 'unknown', text: path, at: expression.at };
  const [, base = '', key = paths.some((one) => OWN_KEY.test(one)) ? owner.key : '', attribute] = match;
  return { kind: 'reference', resource: `${owner.module}${base}${key}`, attribute, at: expression.at };
}

/** What an expression has in it where it means the instance with the same key. */
const OWN_KEY = /^(?:each\.key|count\.index)$/;

/** A block of the configuration: constants and references. */
function block(node: TemplateNode, owner: Owner): TemplateNode {
  if (node.kind !== 'map') return node;
  const entries = [...node.entries].flatMap(([name, expression]): readonly (readonly [string, TemplateNode])[] => {
    const value = entryOf(expression, 'constant_value') ?? reference(expression, owner);
    return value === undefined ? [] : [[name, value]];
  });
  return { ...node, entries: new Map(entries) };
}

function configuredResources(
  module: TemplateNode | undefined,
  prefix: string,
): readonly (readonly [string, TemplateNode])[] {
  const own = itemsOf(entryOf(module, 'resources')).flatMap(
    (resource): readonly (readonly [string, TemplateNode])[] => {
      const address = textOf(entryOf(resource, 'address'));
      const expressions = entryOf(resource, 'expressions');
      return address === undefined || expressions === undefined ? [] : [[`${prefix}${address}`, expressions]];
    },
  );
  const calls = entryOf(module, 'module_calls');
  if (calls?.kind !== 'map') return own;
  const below = [...calls.entries].flatMap(([name, call]) =>
    configuredResources(entryOf(call, 'module'), `${prefix}module.${name}.`),
  );
  return [...own, ...below];
}
