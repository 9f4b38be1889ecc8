import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.js';

/** The test runner that a folder's package.json speaks of; vitest when it speaks of none. */
export function guessTestRunner(root: string): Config['testRunner'] {
  let text: string;
  try {
    text = readFileSync(join(root, 'package.json'), 'utf8');
  } catch {
    return 'vitest';
  }
  if (/"vitest"\s*:/.test(text)) return 'vitest';
  if (/"(?:jest|ts-jest|@jest\/globals)"\s*:/.test(text)) return 'jest';
  return /\b(?:node|tsx)\b[^"\n]*--test\b/.test(text) ? 'node' : 'vitest';
}
