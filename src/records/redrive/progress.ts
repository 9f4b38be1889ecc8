import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from '../../diagnostics/error-code.js';
import { writing } from '../../diagnostics/write-error.js';
import { isObject } from '../../runtime/json/check.js';
import { parsedJson } from '../../diagnostics/parsed-json.js';

/** What has become of the letters of a source, also after the process was killed. */
export interface Progress {
  /** Whether a letter needs nothing any more. */
  readonly isSettled: (id: string) => boolean;
  /** How often it was tried. */
  readonly tries: (id: string) => number;
  readonly record: (id: string, outcome: string, isSettled: boolean) => void;
}

/** Opens a file of progress: a line for each try, so that one that was cut off while it was written loses itself alone. Throws a WriteError. */
export function openProgress(file: string, { restart }: { readonly restart: boolean }): Progress {
  if (restart) writing(file, () => rmSync(file, { force: true }));
  const settled = new Set<string>();
  const tries = new Map<string, number>();
  const note = (id: string, isSettled: boolean): void => {
    tries.set(id, (tries.get(id) ?? 0) + 1);
    if (isSettled) settled.add(id);
  };
  const text = writing(file, () => read(file));
  for (const line of text.split('\n')) {
    const entry = parsedJson(line);
    if (isObject(entry) && typeof entry['id'] === 'string') note(entry['id'], entry['settled'] === true);
  }
  const append = (line: string): void => writing(file, () => appendFileSync(file, line));
  writing(file, () => mkdirSync(dirname(file), { recursive: true }));
  // A file that cannot be written is noticed before a record is handled.
  append(text === '' || text.endsWith('\n') ? '' : '\n');
  return {
    isSettled: (id) => settled.has(id),
    tries: (id) => tries.get(id) ?? 0,
    record: (id, outcome, isSettled) => {
      append(`${JSON.stringify({ id, outcome, settled: isSettled })}\n`);
      note(id, isSettled);
    },
  };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  }
}
