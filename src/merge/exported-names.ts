/** The names that a generated module exports by name, formatted in whatever way. */
export function exportedNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const at of exportsIn(text)) {
    const declared = matchAt(DECLARATION, text, at)?.[1];
    if (declared !== undefined) names.add(declared);
    else for (const name of matchAt(LIST, text, at)?.[1]?.match(/[\w$]+/g) ?? []) names.add(name);
  }
  return names;
}

/** The modules, by their specifiers, of which a generated module exports all. */
export function passedOn(text: string): readonly string[] {
  return exportsIn(text).flatMap((at) => matchAt(ALL, text, at)?.[1] ?? []);
}

const DECLARATION = /export (?:async )?(?:abstract )?(?:class|const|function|interface|let|type) ([\w$]+)/y;
/** Generated modules rename nothing that they pass on. */
const LIST = /export (?:type )?\{([^}]*)\} from/y;
const ALL = /export \* from ['"]([^'"]+)['"]/y;

/** Where lines begin with an export: searching for them as text is faster than any pattern, and every `check` does it. */
function exportsIn(text: string): readonly number[] {
  const found = text.startsWith('export ') ? [0] : [];
  for (let at = text.indexOf('\nexport '); at >= 0; at = text.indexOf('\nexport ', at + 1)) found.push(at + 1);
  return found;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
