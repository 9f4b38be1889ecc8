import { isAbsolute, relative } from 'node:path';
import type { Diagnostic } from './diagnostic.js';
import { errorCode, errorReason } from './error-code.js';

/** A file or folder that the operating system did not let be written. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
  /** Absolute. */
  private readonly path: string;

  constructor(path: string, code: string) {
    super(errorReason(code));
    this.path = path;
  }

  /** What to report; the path is relative to `root` where it is below it. */
  diagnostic(root: string): Diagnostic {
    const below = relative(root, this.path);
    const isBelow = !below.startsWith('..') && !isAbsolute(below);
    const file = isBelow ? below.replaceAll('\\', '/') : this.path;
    return { code: 'write-failed', severity: 'error', message: this.message, location: { file } };
  }
}

/** Does work that writes a file or folder. Throws a WriteError where the operating system refuses. */
export function writing<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = errorCode(error);
    throw code === undefined ? error : new WriteError(path, code);
  }
}
