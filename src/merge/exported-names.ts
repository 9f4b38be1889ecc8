/** The names that a generated module exports by name, formatted in whatever way. */
export function exportedNames(text: string): ReadonlySet<string> {
  const declared = Array.from(text.matchAll(DECLARATION), ([, name]) => name ?? '');
  const listed = Array.from(text.matchAll(LIST), ([, names]) => (names ?? '').match(/[\w$]+/g) ?? []);
  return new Set([...declared, ...listed.flat()]);
}

/** The modules, by their specifiers, of which a generated module exports all. */
export function passedOn(text: string): readonly string[] {
  return Array.from(text.matchAll(ALL), ([, specifier]) => specifier ?? '');
}

const DECLARATION = /^export (?:async )?(?:abstract )?(?:class|const|function|interface|let|type) ([\w$]+)/gm;
/** Generated modules rename nothing that they pass on. */
const LIST = /^export (?:type )?\{([^}]*)\} from/gm;
const ALL = /^export \* from ['"]([^'"]+)['"]/gm;
