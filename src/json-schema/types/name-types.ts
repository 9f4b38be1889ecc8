import { NameScope } from '../../code/identifiers.js';
import { nameWords } from '../schema/own-name.js';
import { keywordsOf, UNKNOWN, type NamePlace, type TypeDeclaration, type TypeSchema } from './type-schema.js';

/** Gives each declaration the name that its place suggests; where that is taken, one that says what holds it. */
export function nameDeclarations(
  declarations: readonly TypeDeclaration[],
  roots: ReadonlyMap<string, TypeSchema>,
  taken: readonly string[],
): ReadonlyMap<TypeDeclaration, string> {
  const scope = new NameScope(taken);
  const names = new Map<TypeDeclaration, string>();
  for (const declaration of declarations) {
    const { place } = declaration;
    const wanted = placeName(place);
    // A type named OrdersValue that is the value of orders: its declaration serves as the alias.
    const isRoot = keywordsOf(roots.get(wanted) ?? UNKNOWN).declaration === declaration;
    const { under } = place;
    const held = under === undefined ? [] : [`${placeName(under.place)}${nameWords(under.word)}`];
    names.set(declaration, isRoot ? wanted : scope.claim(wanted, ...held));
  }
  return names;
}

function placeName({ own, under }: NamePlace): string {
  if (own !== undefined) return own;
  return under === undefined ? 'Value' : `${placeName(under.place)}${nameWords(under.word)}`;
}
