import { ts } from 'ts-morph';
import type { ParsedFile } from './parse-user-file.js';
import { compareText, isSorted } from './sort-order.js';
import { shifted, type Splice } from './splice.js';

type Order = (a: ts.ImportSpecifier, b: ts.ImportSpecifier) => number;

/** The orders that rules for imports ask for: with or without regard to case; types among the values, first or last. */
const orders: readonly Order[] = [(name: string) => name.toLowerCase(), (name: string) => name].flatMap((textOf) =>
  [0, -1, 1].map(
    (types): Order =>
      (a, b) =>
        types * (Number(a.isTypeOnly) - Number(b.isTypeOnly)) ||
        compareText(textOf(importedName(a)), textOf(importedName(b))),
  ),
);

/** What sorts the names of imports again where splices, which made `after` of `before`, changed a list that was sorted. */
export function sortImportedNames(
  before: ParsedFile,
  splices: readonly Splice[],
  after: ParsedFile,
): readonly Splice[] {
  const changed = new Map(namedImports(after).map((list) => [list.getStart(after.source), list.elements]));
  return namedImports(before).flatMap((list) => {
    const slots = changed.get(shifted(list.getStart(before.source), splices)) ?? [];
    const order = orders.find((each) => isSorted(list.elements, each));
    if (order === undefined || isSorted(slots, order)) return [];
    const texts = [...slots].sort(order).map((element) => element.getText(after.source));
    // A comment could belong to either of its neighbors: such a list stays as it is.
    if (slots.some(({ pos, end }, index) => hasComment(after.text.slice(pos, slots[index + 1]?.pos ?? end)))) return [];
    return slots.map((slot, index) => ({
      start: slot.getStart(after.source),
      end: slot.end,
      text: texts[index] ?? '',
    }));
  });
}

function namedImports({ source }: ParsedFile): readonly ts.NamedImports[] {
  return source.statements.flatMap((statement) => {
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    return bindings !== undefined && ts.isNamedImports(bindings) ? [bindings] : [];
  });
}

function importedName({ name, propertyName }: ts.ImportSpecifier): string {
  return (propertyName ?? name).text;
}

function hasComment(text: string): boolean {
  return text.includes('//') || text.includes('/*');
}
