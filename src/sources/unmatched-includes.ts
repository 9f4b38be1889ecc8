import type { Config } from '../config/config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { ExpandPatterns } from './expand-patterns.js';

/** A warning for each pattern in `include` that matches no file. */
export async function unmatchedIncludes(
  { file, topics }: Config,
  expand: ExpandPatterns,
): Promise<readonly Diagnostic[]> {
  const parts = topics.flatMap(({ key, value }) => [key, value]);
  // All parts have the config's own.
  const include = parts.flatMap((part) => (part.kind === 'schema' ? [part.include] : [])).at(0) ?? [];
  const found: Diagnostic[] = [];
  for (const [index, pattern] of include.entries()) {
    if (pattern.startsWith('!') || (await expand([pattern])).length > 0) continue;
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
