import { posix } from 'node:path';

const pattern = /^\..+\.gen-msk-(\d+)-\d+\.tmp$/;

/** The path that a file is written to before it is moved to its own, in the same folder. */
export function temporaryPath(path: string, processId: number, count: number): string {
  return posix.join(posix.dirname(path), `.${posix.basename(path)}.gen-msk-${processId}-${count}.tmp`);
}

/** The id of the process that made a temporary file; undefined for any other file name. */
export function temporaryOwner(name: string): number | undefined {
  const match = pattern.exec(name);
  return match === null ? undefined : Number(match[1]);
}
