import type { Category } from '../consumers/categories/types.js';

/** A shelf as the web shop looks it up. */
export interface Shelf {
  readonly categoryId: number;
  /** As in `home/kitchen/knives`. */
  readonly path: string;
  /** The shelf to send visitors to instead, when this one is closed. */
  readonly redirectTo: number | null;
}

/** A category and all below it as a list, parents before children, in the order they are shown. */
export function flattenShelves(category: Category, parentPath?: string): Shelf[] {
  const path = parentPath === undefined ? category.slug : `${parentPath}/${category.slug}`;
  const shelf = {
    categoryId: category.categoryId,
    path,
    redirectTo: lastMove(category)?.categoryId ?? null,
  };
  return [shelf, ...category.children.flatMap((child) => flattenShelves(child, path))];
}

/** A shelf may have moved more than once. */
function lastMove({ movedTo }: Category): Category | null {
  return movedTo === null ? null : (lastMove(movedTo) ?? movedTo);
}
