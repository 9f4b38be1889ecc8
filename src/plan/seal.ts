/**
 * What a generated file records of what it was made from, as lists of words by name: `sealed` has the hash of everything and the
 * fingerprint of the tool, `event.json` the hash of that file, which cannot have a header.
 */
export type Seal = Readonly<Record<string, readonly string[]>>;

const WIDTH = 100;
const FIRST = '// Seal:';

/** The lines of a header for a seal: an entry on each, its further lines indented by more; empty for no entries. */
export function printSeal({ sealed, ...entries }: Seal): string {
  const lines = entryLines(entries);
  const first = [FIRST, ...(sealed ?? []).map(encoded)].join(' ');
  return sealed === undefined && lines.length === 0 ? '' : [first, ...lines].join('\n');
}

/** The lines below the first. */
export function entryLines(entries: Seal): readonly string[] {
  return Object.entries(entries).flatMap(([name, words]) => (words.length === 0 ? [] : wrapped(name, words)));
}

function wrapped(name: string, words: readonly string[]): readonly string[] {
  const lines = [`//   ${encoded(name)}`];
  for (const word of words.map(encoded)) {
    const last = lines.at(-1) ?? '';
    if (last.length + 1 + word.length > WIDTH && lines.length + last.length > 0) lines.push(`//     ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** Reads the lines that `printSeal` writes; no lines are no entries. */
export function readSeal(lines: string): Seal {
  return sealReader()(lines);
}

/** Reads the seals of several files, what is alike in them once. */
export function sealReader(): (lines: string) => Seal {
  const longEntries = new Map<string, Seal>();
  return (lines) => {
    if (lines === '') return {};
    const start = lines.indexOf(LONG);
    if (start < 0) return readEntries(lines);
    let end = lines.indexOf('\n', start + 1);
    while (end >= 0 && lines.startsWith(FURTHER, end)) end = lines.indexOf('\n', end + 1);
    const long = lines.slice(start + 1, end < 0 ? undefined : end);
    const rest = end < 0 ? '' : lines.slice(end);
    const entry = longEntries.get(long) ?? readEntries(long);
    longEntries.set(long, entry);
    return { ...readEntries(lines.slice(0, start) + rest), ...entry };
  };
}

/** The modules of the runtime: by far the longest entry, and the same for all topics of one kind, so it is read once for them. */
const LONG = '\n//   runtime ';
const FURTHER = '\n//     ';

function readEntries(text: string): Seal {
  const seal: Record<string, readonly string[]> = {};
  let name = 'sealed';
  for (const line of text.split('\n')) {
    const isFurther = line.startsWith('//     ');
    const isEntry = !isFurther && line.startsWith('//   ');
    const start = isFurther ? 7 : isEntry ? 5 : FIRST.length;
    const words = wordsOf(line.slice(start).trim());
    if (isEntry) name = words.shift() ?? '';
    seal[name] = seal[name]?.concat(words) ?? words;
  }
  return seal;
}

/** Most lines have nothing to decode, and one space between their words. */
function wordsOf(line: string): string[] {
  if (line === '') return [];
  const words = line.split(' ');
  return line.includes('%') || line.includes('  ') ? words.filter(Boolean).map(decoded) : words;
}

/** What must not be in a comment as it is: a space ends a word, and what follows an `@` may be an order to the compiler. */
const ENCODED = /[^\p{L}\p{N}\p{M}._/+~=:$!-]/gu;

/** Each other character as `%` and the four hexadecimal digits of its code. */
function encoded(word: string): string {
  if (/^[\w./-]*$/.test(word)) return word;
  return word.replace(ENCODED, (sign) =>
    Array.from({ length: sign.length }, (_, at) => `%${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
}

function decoded(word: string): string {
  return word.replace(/%([0-9a-f]{4})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
}
