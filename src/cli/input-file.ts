import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { errorCode } from '../diagnostics/error-code.js';
import type { Io } from './io.js';

/** What a user names as input: a file, or - for standard input. */
type InputFile =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly problem: Diagnostic };

/** Reads a file, or standard input. */
export async function readInputFile(input: string, cwd: string, io: Io): Promise<InputFile> {
  if (input === '-') {
    if (io.stdin.isTTY || io.stdin.read === undefined)
      return unreadable('there is no input: pass a value, a file or -');
    return { kind: 'read', bytes: await io.stdin.read() };
  }
  const path = resolve(cwd, input);
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return unreadable(`${input} is a folder`, 'Name a file in it.');
    if (stat.isFile()) return { kind: 'read', bytes: readFileSync(path) };
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    if (code !== 'ENOENT' && code !== 'ENAMETOOLONG' && code !== 'ENOTDIR')
      return unreadable(`${input} cannot be read: ${code}`);
  }
  return { kind: 'absent' };
}

/** A file that has to be there. */
export async function requireInputFile(
  input: string,
  cwd: string,
  io: Io,
): Promise<Exclude<InputFile, { readonly kind: 'absent' }>> {
  const file = await readInputFile(input, cwd, io);
  return file.kind === 'absent'
    ? unreadable(`there is no file ${input}`, 'Correct the path, or pass - for standard input.')
    : file;
}

function unreadable(message: string, help?: string): Extract<InputFile, { readonly kind: 'unreadable' }> {
  return {
    kind: 'unreadable',
    problem: { code: 'input-unusable', severity: 'error', message, ...(help === undefined ? {} : { help }) },
  };
}
