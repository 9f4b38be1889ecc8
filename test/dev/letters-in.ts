import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeadLetter } from '../../src/runtime/dead-letter/dead-letter.js';
import { readDeadLetter } from '../../src/runtime/dead-letter/envelope.js';

/** The dead letters in a folder that `dev` writes, by partition and offset; none if there is no such folder. */
export function lettersIn(folder: string): readonly DeadLetter[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readDeadLetter(readFileSync(join(folder, name), 'utf8')))
    .toSorted(({ record: a }, { record: b }) => a.partition - b.partition || a.offset - b.offset);
}
