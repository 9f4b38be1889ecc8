import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inputText } from '../input-text.js';
import type { LetterSource, SourcedLetter } from './letter-source.js';
import { inOrder, lettersOf, type ReadRange } from './letters-of.js';

/** The letters of a file, or of all files below a folder. They stay as they are. */
export async function* pathSource(path: string, readRange: ReadRange): LetterSource {
  const files = statSync(path).isDirectory() ? filesBelow(path) : [path];
  const letters: SourcedLetter[] = [];
  for (const file of files)
    letters.push(...(await lettersOf({ text: inputText(readFileSync(file)), name: basename(file) }, readRange)));
  yield inOrder(letters);
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
