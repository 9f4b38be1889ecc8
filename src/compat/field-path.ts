import { shownText } from './shown-text.js';

/** Names that are written as they are; others are quoted. */
const PLAIN_NAME = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;

/** The part of a path that leads to a field: `.city`, or `["first name"]`. */
export function fieldStep(name: string): string {
  return PLAIN_NAME.test(name) ? `.${name}` : `[${shownText(JSON.stringify(name))}]`;
}

/** The part of a path that leads into an alternative: `(shop.Card)`. */
export function branchStep(name: string): string {
  return `(${shownText(name)})`;
}

/** To any item of an array. */
export const ITEM_STEP = '[]';

/** To any value of a map, or of a property that the schema does not name. */
export const VALUE_STEP = '{}';

/** A path from its parts, from the root: `customer.addresses[].city`. */
export function fieldPath(steps: readonly string[]): string {
  const path = steps.join('');
  return path.startsWith('.') ? path.slice(1) : path;
}

/** What is said of a place: `customer.city: …`. */
export function atPath(path: string, text: string): string {
  return `${path === '' ? 'the whole value' : path}: ${text}`;
}
