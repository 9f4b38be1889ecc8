/** A text's tokens, with its import and export statements taken out. */
interface SplitTokens {
  /** Each statement as one text, its named specifiers sorted. */
  readonly statements: readonly string[];
  /** The other tokens, in their order. */
  readonly rest: readonly string[];
}

/** Takes out what import sorting moves: statements that name a module, and lists of what is exported. */
export function splitModuleStatements(tokens: readonly string[]): SplitTokens {
  const statements: string[] = [];
  const rest: string[] = [];
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at] ?? '';
    const end = token === 'import' || token === 'export' ? endOfStatement(tokens, at) : undefined;
    if (end === undefined) {
      rest.push(token);
      at++;
    } else {
      statements.push(withSortedSpecifiers(tokens.slice(at, end)));
      at = end;
    }
  }
  return { statements, rest };
}

const word = /^[\p{ID_Continue}$]+$/u;

/** The index after an `import … from '…'`, `export … from '…'` or `export { … }` that starts at the keyword at `start`; undefined for all else. */
function endOfStatement(tokens: readonly string[], start: number): number | undefined {
  const keyword = tokens[start];
  let at = start + (tokens[start + 1] === 'type' && tokens[start + 2] !== 'from' ? 2 : 1);
  if (keyword === 'export' && tokens[at] !== '{' && tokens[at] !== '*') return undefined;
  for (let isInside = false; at < tokens.length; at++) {
    const token = tokens[at] ?? '';
    if (token === '{' || token === '}') isInside = token === '{';
    else if (!isInside && token === 'from' && tokens[at + 1]?.startsWith("'") === true) return at + 2;
    else if (!word.test(token) && token !== '*' && token !== ',' && !(isInside && token.startsWith("'")))
      return undefined;
    if (token === '}' && keyword === 'export' && tokens[at + 1] !== 'from') return at + 1;
  }
  return undefined;
}

function withSortedSpecifiers(statement: readonly string[]): string {
  const [open, close] = [statement.indexOf('{'), statement.indexOf('}')];
  // One word between them is sorted.
  if (open < 0 || close === open + 2) return statement.join(' ');
  const specifiers = statement
    .slice(open + 1, close)
    .join(' ')
    .split(' , ')
    .sort();
  const [before, after] = [statement.slice(0, open + 1), statement.slice(close)];
  return `${before.join(' ')} ${specifiers.join(' , ')} ${after.join(' ')}`;
}
