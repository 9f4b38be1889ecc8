import { isJsonObject } from '../../json-schema/schema/json-pointer.js';

/** A JSON value with another one at a path; undefined if no object or array contains it. */
export function replaced(
  whole: unknown,
  path: readonly string[],
  by: unknown,
): { readonly value: unknown } | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return { value: by };
  if (Array.isArray(whole)) {
    const items: readonly unknown[] = whole;
    const index = Number(step);
    if (index > items.length) return undefined;
    const item = replaced(items[index], rest, by);
    return item && { value: [...items.slice(0, index), item.value, ...items.slice(index + 1)] };
  }
  if (!isJsonObject(whole)) return undefined;
  const member = replaced(Object.hasOwn(whole, step) ? whole[step] : undefined, rest, by);
  return member && { value: Object.fromEntries([...Object.entries(whole), [step, member.value]]) };
}
