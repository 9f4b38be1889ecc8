import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { errorCode, errorReason } from '../../diagnostics/error-code.js';
import { InputError } from '../input-problem.js';
import { inputText } from '../input-text.js';
import type { LetterSource, SourcedLetter } from './letter-source.js';
import { inOrder, lettersOf, type ReadRange } from './letters-of.js';

/** The letters of a file, or of all files below a folder. They stay as they are. */
export async function* pathSource(path: string, readRange: ReadRange): LetterSource {
  const files = statSync(path).isDirectory() ? filesBelow(path) : [path];
  const letters: SourcedLetter[] = [];
  for (const file of files)
    letters.push(...(await lettersOf({ text: readText(file), name: basename(file) }, readRange)));
  yield inOrder(letters);
}

function readText(file: string): string {
  try {
    return inputText(readFileSync(file));
  } catch (error) {
    const code = errorCode(error);
    throw code === undefined ? error : new InputError([`${basename(file)} cannot be read: ${errorReason(code)}`]);
  }
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
