import { moduleErrors } from './module-errors.js';

/** The lines of modules that the compiler has something against, as `module.ts:12`, with what that is. */
export function refusedLines(
  modules: readonly { readonly name: string; readonly text: string }[],
): ReadonlyMap<string, string> {
  const refused = new Map<string, string>();
  for (const { path, line, message } of moduleErrors(modules)) {
    const place = `${path}:${line}`;
    if (!refused.has(place)) refused.set(place, message);
  }
  return refused;
}
