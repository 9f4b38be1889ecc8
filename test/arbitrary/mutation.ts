/** A stream of numbers that is the same for the same seed (mulberry32), for millions of small choices. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed;
  }

  /** An integer from 0 to `count` − 1. */
  below(count: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * count);
  }
}

/** The sizes that hostile bytes claim: around every bound that a reader may have. */
const CLAIMS = [
  ...[0n, 1n, 63n, 64n, 1000n, 1_000_000n, 1_000_001n, 2n ** 26n, 2n ** 31n - 1n, 2n ** 31n, 2n ** 32n],
  ...[2n ** 48n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 62n, 2n ** 63n - 1n],
].flatMap((claim) => [varint(claim), varint(-claim - 1n), varint(-claim)]);

/** Varints that no writer writes. */
const BROKEN_VARINTS = [
  '80',
  '8080808080',
  'ffffffffffffffffff',
  '80808080808080808000',
  'ffffffffffffffffffff01',
  '8100',
].map(fromHex);

/** A message changed in one to three places: bits, bytes, pieces, lengths and counts. */
export function mutated(message: Uint8Array, random: Random): Uint8Array {
  let bytes = message;
  for (let changes = 1 + random.below(3); changes > 0; changes--) bytes = changed(bytes, random);
  return bytes;
}

function changed(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.below(bytes.length + 1);
  const end = Math.min(bytes.length, at + 1 + random.below(8));
  switch (random.below(9)) {
    case 0: {
      const copy = Uint8Array.from(bytes);
      if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
      return copy;
    }
    case 1:
      return replaced(
        bytes,
        at,
        end,
        Uint8Array.from({ length: end - at }, () => random.below(256)),
      );
    case 2:
      return replaced(
        bytes,
        at,
        at,
        Uint8Array.from({ length: 1 + random.below(4) }, () => random.below(256)),
      );
    case 3:
      return replaced(bytes, at, end, new Uint8Array());
    case 4: {
      const from = random.below(bytes.length + 1);
      return replaced(bytes, at, at, bytes.subarray(from, from + random.below(40)));
    }
    case 5:
      return replaced(bytes, at, Math.min(bytes.length, at + 1), pick(CLAIMS, random));
    case 6:
      return replaced(bytes, at, at, pick(CLAIMS, random));
    case 7:
      return replaced(bytes, at, Math.min(bytes.length, at + random.below(2)), pick(BROKEN_VARINTS, random));
    default:
      return bytes.subarray(0, at);
  }
}

/** A long as Avro writes it: zig-zag, seven bits a byte. */
export function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Uint8Array.from([...bytes, Number(rest)]);
}

function replaced(bytes: Uint8Array, start: number, end: number, by: Uint8Array): Uint8Array {
  return Uint8Array.from([...bytes.subarray(0, start), ...by, ...bytes.subarray(end)]);
}

function pick(options: readonly Uint8Array[], random: Random): Uint8Array {
  return options[random.below(options.length)] ?? new Uint8Array();
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}
