/** A single-quoted literal of generated code in double quotes; other literals as they are. */
export function doubleQuoted(literal: string): string {
  if (!literal.startsWith("'")) return literal;
  const inside = literal.slice(1, -1).replaceAll(/\\[^]|"/g, (sign) => {
    if (sign === '"') return '\\"';
    return sign === "\\'" ? "'" : sign;
  });
  return `"${inside}"`;
}

/** The ways to spell a literal of generated code. */
export function inEitherQuotes(literal: string): readonly string[] {
  if (literal.startsWith("'")) return [literal, doubleQuoted(literal)];
  return literal.startsWith('"') ? [literal, singleQuoted(literal)] : [literal];
}

function singleQuoted(literal: string): string {
  const inside = literal.slice(1, -1).replaceAll(/\\[^]|'/g, (sign) => {
    if (sign === "'") return "\\'";
    return sign === '\\"' ? '"' : sign;
  });
  return `'${inside}'`;
}
