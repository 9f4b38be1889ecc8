/** What a generated module exports, formatted in whatever way. */
export interface ModuleExports {
  /** The names that it exports by name. */
  readonly names: ReadonlySet<string>;
  /** The modules, by their specifiers, of which it exports all. */
  readonly passedOn: readonly string[];
}

export function moduleExports(text: string): ModuleExports {
  const names = new Set<string>();
  const passedOn: string[] = [];
  for (const at of exportsIn(text)) {
    EXPORT.lastIndex = at;
    const [, declared, list, module] = EXPORT.exec(text) ?? [];
    if (declared !== undefined) names.add(declared);
    else if (module !== undefined) passedOn.push(module);
    else for (const name of list?.match(/[\w$]+/g) ?? []) names.add(name);
  }
  return { names, passedOn };
}

/** The names that a generated module exports by name. */
export function exportedNames(text: string): ReadonlySet<string> {
  return moduleExports(text).names;
}

/** A declaration, a list, or all of a module; generated modules rename nothing that they pass on. */
const EXPORT =
  /export (?:(?:async )?(?:abstract )?(?:class|const|function|interface|let|type) ([\w$]+)|(?:type )?\{([^}]*)\} from|\* from ['"]([^'"]+)['"])/y;

/** Where lines begin with an export: searching for them as text is faster than any pattern, and every `check` does it. */
function exportsIn(text: string): readonly number[] {
  const found = text.startsWith('export ') ? [0] : [];
  for (let at = text.indexOf('\nexport '); at >= 0; at = text.indexOf('\nexport ', at + 1)) found.push(at + 1);
  return found;
}
