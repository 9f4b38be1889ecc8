import { createHash } from 'node:crypto';

/** Names that Windows gives to devices, whatever follows a dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/;

/**
 * The name of a subject's folder in the snapshot. A plain name (lower case letters, digits, `-`, `_` and `.`) is kept; any
 * other has what is not plain replaced, and a hash of the subject behind `~`, a sign that no plain name has. So the
 * name depends on the subject alone, leads nowhere else, and differs from others' also where case does not count.
 */
export function subjectFolder(subject: string): string {
  const isPlain = /^[a-z0-9_][a-z0-9._-]{0,119}$/.test(subject) && !subject.endsWith('.') && !DEVICE.test(subject);
  if (isPlain) return subject;
  const readable = subject
    .replaceAll(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/^(?:[.-]+|$)/, '_')
    .slice(0, 80);
  // UTF-16, so that lone surrogates count too.
  const hash = createHash('sha256').update(Buffer.from(subject, 'utf16le')).digest('hex').slice(0, 12);
  return `${DEVICE.test(readable.toLowerCase()) ? '_' : ''}${readable}~${hash}`;
}
