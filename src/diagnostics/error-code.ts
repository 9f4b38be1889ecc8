/** The code of an error that the operating system gave (`ENOSPC`), or undefined for any other error. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

const sentences: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the disk',
  EFBIG: 'the file is larger than is allowed',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EACCES: 'permission is missing',
  EPERM: 'the operation is not permitted',
  ENOTDIR: 'a file is where a folder is needed',
  EEXIST: 'something else is in the way',
  EISDIR: 'a folder is in the way',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long for the file system',
};

/** Why the operating system refused, in words; never a path of this machine. */
export function errorReason(code: string): string {
  const sentence = sentences[code];
  return sentence === undefined ? code : `${sentence} (${code})`;
}
