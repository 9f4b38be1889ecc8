import { byCodePoint } from '../diagnostics/by-code-point.js';

/** Finds the files that glob patterns match, in code-point order. */
export type ExpandPatterns = (patterns: readonly string[]) => Promise<readonly string[]>;

/** Looks below `root`, once for each list of patterns. */
export function patternExpander(root: string): ExpandPatterns {
  const found = new Map<string, Promise<readonly string[]>>();
  return (patterns) => {
    const key = JSON.stringify(patterns);
    const files = found.get(key) ?? expand(root, patterns);
    found.set(key, files);
    return files;
  };
}

async function expand(root: string, patterns: readonly string[]): Promise<readonly string[]> {
  if (patterns.length === 0) return [];
  // Few projects have patterns.
  const { glob } = await import('tinyglobby');
  const files = await glob([...patterns], { cwd: root, ignore: ['**/node_modules/**'], followSymbolicLinks: false });
  return files.sort(byCodePoint);
}
