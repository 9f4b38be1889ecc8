import { typescriptTokens } from '../plan/typescript-tokens.js';

/** A type that a generated `types.ts` declares, as the tokens that spell it. */
export interface DeclaredType {
  readonly name: string;
  /** What an alias stands for; empty for an interface. */
  readonly alias: Tokens;
  /** The types of an interface's own properties. */
  readonly fields: ReadonlyMap<string, Tokens>;
}

export type Tokens = readonly string[];

/** The exported interfaces and type aliases of a generated `types.ts`, formatted in whatever way. */
export function declaredTypes(text: string): ReadonlyMap<string, DeclaredType> {
  const tokens = typescriptTokens(text.replace(/^\uFEFF/, '')).texts.filter(
    (token) => !token.startsWith('//') && !token.startsWith('/*'),
  );
  const starts = tokens.flatMap((token, index) => (token === 'export' ? [index] : []));
  const declared = starts.map((start, index) => declaration(tokens.slice(start + 1, starts[index + 1])));
  return new Map(declared.map((type) => [type.name, type]));
}

function declaration([kind, name = '', ...rest]: Tokens): DeclaredType {
  const body = kind === 'interface' ? rest.slice(rest.indexOf('{') + 1, -1) : [];
  return { name, alias: kind === 'type' ? rest.slice(1).filter((token) => token !== ';') : [], fields: fieldsOf(body) };
}

function fieldsOf(body: Tokens): ReadonlyMap<string, Tokens> {
  const fields = new Map<string, Tokens>();
  let depth = 0;
  let start = 0;
  body.forEach((token, index) => {
    if (/^[{([<]$/.test(token)) depth++;
    else if (/^[})\]>]$/.test(token)) depth--;
    else if (token === ';' && depth === 0) {
      const field = body.slice(start, index).filter((part) => part !== 'readonly');
      fields.set(field[0] ?? '', field.slice(field.indexOf(':') + 1));
      start = index + 1;
    }
  });
  return fields;
}
