const compiled = new Map<string, RegExp>();

/** The regular expression of a schema's pattern: by Unicode rules, or by the older ones where it is written to those alone. Throws where it is none. */
export function compilePattern(pattern: string): RegExp {
  let regExp = compiled.get(pattern);
  if (regExp === undefined) {
    regExp = compile(pattern);
    compiled.set(pattern, regExp);
  }
  return regExp;
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return new RegExp(pattern);
  }
}
