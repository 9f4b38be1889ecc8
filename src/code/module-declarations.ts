import { NameScope } from './identifiers.js';
import { nameOf, namesIn, type Layout, type Name } from './text-layout.js';

interface Declaration {
  readonly name: Name;
  readonly kind: 'table' | 'function';
  layout: Layout;
}

interface UsedDeclarations {
  readonly tables: readonly Layout[];
  readonly functions: readonly Layout[];
  readonly names: readonly Name[];
}

/** The functions and constants that printers add to one module. */
export class ModuleDeclarations {
  private readonly scope: NameScope;
  private readonly declarations: Declaration[] = [];
  private readonly known = { table: new Map<unknown, Name>(), function: new Map<unknown, Name>() };

  /** `reserved`: what else the module declares. */
  constructor(reserved: Iterable<string> = []) {
    this.scope = new NameScope(reserved);
  }

  claim(wanted: string, ...alternatives: readonly string[]): Name {
    return nameOf(this.scope.claim(wanted, ...alternatives));
  }

  /** Declares a function once for each key; a recursive one finds its own name. Callers stand above what they call. */
  function(key: string | object, names: readonly [string, ...string[]], text: (name: Name) => Layout): Name {
    return this.declare('function', key, names, text);
  }

  /** Declares a constant once for each key. */
  table(key: string | object, names: readonly [string, ...string[]], text: (name: Name) => Layout): Name {
    return this.declare('table', key, names, text);
  }

  private declare(
    kind: Declaration['kind'],
    key: string | object,
    names: readonly [string, ...string[]],
    text: (name: Name) => Layout,
  ): Name {
    const known = this.known[kind].get(key);
    if (known !== undefined) return known;
    const name = this.claim(...names);
    this.known[kind].set(key, name);
    const declaration: Declaration = { name, kind, layout: '' };
    this.declarations.push(declaration);
    declaration.layout = text(name);
    return name;
  }

  /** The declarations that code uses, directly or through others, and all names in it and in them. */
  usedBy(...code: readonly Layout[]): UsedDeclarations {
    const byName = new Map(this.declarations.map((one) => [one.name.name, one]));
    const used = new Set<Declaration>();
    const names: Name[] = [];
    const open = [...code];
    for (let layout = open.pop(); layout !== undefined; layout = open.pop()) {
      for (const name of namesIn(layout)) {
        names.push(name);
        const found = name.from === undefined ? byName.get(name.name) : undefined;
        if (found === undefined || used.has(found)) continue;
        used.add(found);
        open.push(found.layout);
      }
    }
    const of = (kind: Declaration['kind']) =>
      this.declarations.filter((one) => one.kind === kind && used.has(one)).map(({ layout }) => layout);
    return { tables: of('table'), functions: of('function'), names };
  }
}

/** Names to try for something that may be declared several times. */
export function numbered(wanted: string): [string, ...string[]] {
  return [wanted, ...[2, 3, 4, 5, 6, 7, 8, 9].map((number) => `${wanted}${number}`)];
}
