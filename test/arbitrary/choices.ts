import fc from 'fast-check';

/**
 * A finite supply of small decisions, read off random bytes. What is built from it is as random as the bytes, always the
 * same for the same bytes, and shrinks with them: a smaller byte makes an earlier choice, and where the bytes end every
 * choice is the first, so list the plainest option first.
 */
export class Choices {
  private readonly bytes: Uint8Array;
  private position = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Whether all further choices will be the first. */
  get exhausted(): boolean {
    return this.position >= this.bytes.length;
  }

  /** An integer from 0 to `count` − 1; `count` is at most 65,536. */
  below(count: number): number {
    if (count <= 256) return Math.floor((this.byte() * count) / 256);
    return Math.floor(((this.byte() * 256 + this.byte()) * count) / 65_536);
  }

  /** True in `percent` of 100 cases; false where the bytes have ended. */
  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  pick<T>(options: readonly [T, ...T[]]): T {
    return options[this.below(options.length)] ?? options[0];
  }

  /** `count` bytes as they come. */
  take(count: number): Buffer {
    return Buffer.from(Array.from({ length: count }, () => this.byte()));
  }

  private byte(): number {
    return this.bytes[this.position++] ?? 0;
  }
}

/** An arbitrary of whatever `build` makes of the choices; `size` is the number of bytes at most. */
export function fromChoices<T>(size: number, build: (choices: Choices) => T): fc.Arbitrary<T> {
  return fc.uint8Array({ maxLength: size, size: 'max' }).map((bytes) => build(new Choices(bytes)));
}
