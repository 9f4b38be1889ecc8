import picomatch from 'picomatch';
import type { Config } from '../config/config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { expandPatterns } from './read-schemas.js';

/** A warning for each pattern in `include` that matches no file. */
export async function unmatchedIncludes({ root, file, topics }: Config): Promise<readonly Diagnostic[]> {
  const parts = topics.flatMap(({ key, value }) => [key, value]);
  // All parts have the config's own.
  const include = parts.flatMap((part) => (part.kind === 'schema' ? [part.include] : [])).at(0) ?? [];
  if (include.length === 0) return [];
  const files = await expandPatterns(root, include);
  const found: Diagnostic[] = [];
  for (const [index, pattern] of include.entries()) {
    const isMatch = picomatch(pattern);
    if (pattern.startsWith('!') || files.some((path) => isMatch(path))) continue;
    // A folder stands for all files in it.
    if ((await expandPatterns(root, [pattern])).length > 0) continue;
    const message = `${JSON.stringify(pattern)} matches no file`;
    found.push({
      code: 'include-unmatched',
      severity: 'warning',
      message,
      location: { file, pointer: `/include/${String(index)}` },
    });
  }
  return found;
}
