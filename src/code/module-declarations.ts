import { NameScope } from './identifiers.js';
import { asItIs, flatText, printNamedLayout, type NamedText, type Spell } from './print-layout.js';
import { nameOf, type Layout, type Name } from './text-layout.js';

interface Declaration {
  readonly name: Name;
  readonly kind: 'table' | 'function';
  printed: NamedText;
}

interface UsedDeclarations {
  readonly tables: readonly string[];
  readonly functions: readonly string[];
  readonly names: readonly Name[];
}

const UNPRINTED: NamedText = { text: '', names: [] };

/** The functions and constants that printers add to one module, each printed at once: layouts take far more room than text. */
export class ModuleDeclarations {
  private readonly scope: NameScope;
  private readonly spell: Spell;
  private readonly declarations: Declaration[] = [];
  private readonly known = { table: new Map<unknown, Name>(), function: new Map<unknown, Name>() };

  /** `reserved`: what else the module declares. */
  constructor(reserved: Iterable<string> = [], spell: Spell = asItIs) {
    this.scope = new NameScope(reserved);
    this.spell = spell;
  }

  claim(wanted: string, ...alternatives: readonly string[]): Name {
    return nameOf(this.scope.claim(wanted, ...alternatives));
  }

  /** Declares a function once for each key; a recursive one finds its own name. Callers stand above what they call. */
  function(key: string | object, names: readonly [string, ...string[]], layout: (name: Name) => Layout): Name {
    return this.declare('function', key, names, layout);
  }

  /** Declares a constant once for each key. */
  table(key: string | object, names: readonly [string, ...string[]], layout: (name: Name) => Layout): Name {
    return this.declare('table', key, names, layout);
  }

  /** Declares a constant once for each text: two that are alike are one. */
  sharedTable(wanted: string, layout: (name: Layout) => Layout): Name {
    return this.table(flatText(layout('')), numbered(wanted), layout);
  }

  private declare(
    kind: Declaration['kind'],
    key: string | object,
    names: readonly [string, ...string[]],
    layout: (name: Name) => Layout,
  ): Name {
    const known = this.known[kind].get(key);
    if (known !== undefined) return known;
    const name = this.claim(...names);
    this.known[kind].set(key, name);
    const declaration: Declaration = { name, kind, printed: UNPRINTED };
    this.declarations.push(declaration);
    declaration.printed = printNamedLayout(layout(name), this.spell);
    return name;
  }

  /** The declarations that names are of, directly or through others, and these names with all names in them. */
  usedBy(names: readonly Name[]): UsedDeclarations {
    const byName = new Map(this.declarations.map((one) => [one.name.name, one]));
    const used = new Set<Declaration>();
    const all = [...names];
    for (const { name, from } of all) {
      const found = from === undefined ? byName.get(name) : undefined;
      if (found === undefined || used.has(found)) continue;
      used.add(found);
      all.push(...found.printed.names);
    }
    const of = (kind: Declaration['kind']) =>
      this.declarations.filter((one) => one.kind === kind && used.has(one)).map(({ printed }) => printed.text);
    return { tables: of('table'), functions: of('function'), names: all };
  }
}

/** Names to try for something that may be declared several times. */
export function numbered(wanted: string): [string, ...string[]] {
  return [wanted, ...[2, 3, 4, 5, 6, 7, 8, 9].map((number) => `${wanted}${number}`)];
}
