import { MUTATED_PIECES } from './odd-pieces.js';

/** A JSON text of a value as some producer may write it: members in any order, white space, escapes, other numbers. */
export function writtenText(value: unknown, random: () => number, style: number): string {
  const space = (): string => (style & 1 ? (' \n\t\r'[Math.floor(random() * 8)] ?? '') : '');
  const write = (part: unknown): string => {
    if (Array.isArray(part)) return `[${space()}${part.map((item) => write(item) + space()).join(`,${space()}`)}]`;
    if (typeof part === 'object' && part !== null) {
      const entries = Object.entries(part);
      if (style & 2) entries.sort(() => random() - 0.5);
      if (style & 4 && entries.length > 0) entries.push(...entries.slice(0, 1));
      const members = entries.map(([name, entry]) => `${text(name)}${space()}:${space()}${write(entry)}${space()}`);
      return `{${space()}${members.join(`,${space()}`)}}`;
    }
    if (typeof part === 'string') return text(part);
    if (typeof part === 'number' && style & 8) return number(part);
    return JSON.stringify(part);
  };
  const text = (part: string): string =>
    style & 16 && random() < 0.2
      ? `"${Array.from(part)
          .map((sign) => (random() < 0.3 ? escaped(sign) : JSON.stringify(sign).slice(1, -1)))
          .join('')}"`
      : JSON.stringify(part);
  const number = (part: number): string =>
    Number.isInteger(part) && Math.abs(part) < 1e6 && random() < 0.3
      ? (['e0', '.0', 'E+0', '.000'].map((end) => `${part}${end}`)[Math.floor(random() * 4)] ?? '')
      : JSON.stringify(part);
  return `${space()}${write(value)}${space()}`;
}

function escaped(sign: string): string {
  return Array.from({ length: sign.length }, (_, i) => `\\u${sign.charCodeAt(i).toString(16).padStart(4, '0')}`).join(
    '',
  );
}

/** The bytes of a text with a few of them changed, lost, repeated or replaced by what JSON's rules are about. */
export function mutated(bytes: Buffer, random: () => number): Buffer {
  let result = bytes;
  for (let times = 1 + Math.floor(random() * 2); times > 0; times--) {
    const at = Math.floor(random() * (result.length + 1));
    const to = Math.min(result.length, at + Math.floor(random() * 4));
    const piece = MUTATED_PIECES[Math.floor(random() * MUTATED_PIECES.length)] ?? Buffer.alloc(0);
    switch (Math.floor(random() * 5)) {
      case 0:
        result = Buffer.concat([result.subarray(0, at), piece, result.subarray(at)]);
        break;
      case 1:
        result = Buffer.concat([result.subarray(0, at), result.subarray(to)]);
        break;
      case 2:
        result = Buffer.concat([result.subarray(0, at), piece, result.subarray(to)]);
        break;
      case 3:
        result = Buffer.concat([result.subarray(0, to), result.subarray(at)]);
        break;
      default:
        result = Buffer.from(result);
        if (at < result.length) result[at] = Math.floor(random() * 256);
    }
  }
  return result;
}
