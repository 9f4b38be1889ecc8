import { strictErrors } from './type-check-modules.js';

/** The lines of modules that the compiler has something against, as `module.ts:12`, with what that is. */
export function refusedLines(
  modules: readonly { readonly name: string; readonly text: string }[],
): ReadonlyMap<string, string> {
  const refused = new Map<string, string>();
  for (const error of strictErrors(modules)) {
    const [, line = error, message = error] = /^\/generated\/(.*?:\d+): ([^]*)$/.exec(error) ?? [];
    if (!refused.has(line)) refused.set(line, message);
  }
  return refused;
}
