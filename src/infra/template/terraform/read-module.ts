import { entryOf, textOf, type Place, type TemplateNode } from '../node.js';
import type { HclBlockNode } from './read-hcl.js';
import type { TerraformResource } from './resource.js';
import { substitute, type Lookup } from './substitute.js';

/** What the files of a module say together. */
interface TerraformModule {
  readonly resources: readonly TerraformResource[];
  /** Its calls of other modules, whose resources are not in its files. */
  readonly calls: readonly { readonly name: string; readonly at: Place | undefined }[];
}

/**
 * The resources of a module. Locals are replaced by what they are; a variable stays unknown, as its default is not what a
 * deployment has to use.
 */
export function readModule(blocks: readonly HclBlockNode[]): TerraformModule {
  const lookup = namesOf(blocks);
  return {
    resources: blocks.flatMap(({ type, labels: [kind = '', name = ''], body, at }): readonly TerraformResource[] => {
      if (type !== 'resource' && type !== 'data') return [];
      const known = substitute(body, lookup);
      const address = `${type === 'data' ? 'data.' : ''}${kind}.${name}`;
      return known.kind === 'map' ? [{ address, type: kind, body: known, at }] : [];
    }),
    calls: blocks.flatMap(({ type, labels: [name = ''], at }) =>
      type === 'module' ? [{ name: `module.${name}`, at }] : [],
    ),
  };
}

/** What locals and variables stand for. A local that refers to itself, which Terraform refuses, stays unknown. */
function namesOf(blocks: readonly HclBlockNode[]): Lookup {
  const locals = new Map(blocks.flatMap(({ type, body }) => (type === 'locals' ? [...body.entries] : [])));
  const defaults = new Map(
    blocks.flatMap(({ type, labels: [name = ''], body }) =>
      type === 'variable' ? [[name, textOf(entryOf(body, 'default'))] as const] : [],
    ),
  );
  const found = new Map<string, TemplateNode | undefined>();
  const lookup: Lookup = (path) => {
    const [kind, name = ''] = path.split('.');
    if (kind === 'var') {
      const byDefault = defaults.get(name);
      return byDefault === undefined ? undefined : { kind: 'unknown', text: path, byDefault, at: undefined };
    }
    const local = kind === 'local' && !found.has(name) ? locals.get(name) : undefined;
    if (local !== undefined) {
      found.set(name, undefined);
      found.set(name, substitute(local, lookup));
    }
    return kind === 'local' ? found.get(name) : undefined;
  };
  return lookup;
}
