import { MAX_DECIMAL_BYTES } from '../../src/runtime/avro/read.js';
import { byteCount } from '../../src/runtime/byte-reader.js';
import { minimumSizes, shortName, type AvroType } from '../../src/runtime/resolution/schema.js';
import type { Decoded } from './decoded.js';

/** A refusal of the reader below. */
class Refusal extends Error {
  readonly byteOffset: number;
  readonly at: string;

  constructor(reason: string, byteOffset: number, at: string) {
    super(reason);
    this.byteOffset = byteOffset;
    this.at = at;
  }
}

/**
 * Reads one message a byte at a time, as the specification puts it, without any of the runtime's shortcuts: to default
 * values, and to the same refusals.
 */
export function readPlainly(type: AvroType, at: string, bytes: Uint8Array): Decoded {
  try {
    const reader = new PlainReader(bytes);
    const value = reader.read(type, at);
    reader.close(at);
    return { value };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { reason: error.message, byteOffset: error.byteOffset, at: error.at };
  }
}

class PlainReader {
  private readonly bytes: Uint8Array;
  private position = 0;
  private readonly sizeOf = minimumSizes();

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  close(at: string): void {
    const left = this.bytes.length - this.position;
    if (left > 0) this.refuse(`${byteCount(left)} left after the value`, at);
  }

  read(type: AvroType, at: string): unknown {
    const start = this.position;
    switch (type.kind) {
      case 'null':
        return null;
      case 'boolean': {
        const [byte = 0] = this.bytes.subarray(start);
        if (start >= this.bytes.length) this.refuse('the bytes end too early', at, this.bytes.length);
        if (byte > 1) this.refuse(`expected a boolean (0 or 1), found ${byte}`, at);
        this.position++;
        return byte === 1;
      }
      case 'int':
        return Number(this.varint(at, 5, 0x0f, 'an int has more than 32 bits'));
      case 'long': {
        const value = this.long(at);
        if (type.logical === undefined) return value;
        const milliseconds = Number(value);
        if (Math.abs(milliseconds) > 8.64e15) this.refuse('a timestamp is out of the range of Date', at, start);
        return new Date(milliseconds);
      }
      case 'float':
        return this.view(this.take(4, at)).getFloat32(0, true);
      case 'double':
        return this.view(this.take(8, at)).getFloat64(0, true);
      case 'string':
        return this.string(at);
      case 'bytes':
        return type.logical?.name === 'decimal'
          ? this.decimal(at, type.logical.scale)
          : Uint8Array.from(this.take(this.length(at), at));
      case 'fixed':
        return Uint8Array.from(this.take(type.size, at));
      case 'enum':
        return type.symbols[this.index(at, type.symbols.length)];
      case 'union': {
        const branch = type.branches[this.index(at, type.branches.length)];
        return branch === undefined ? undefined : this.read(branch, at);
      }
      case 'array': {
        const items: unknown[] = [];
        this.blocks(at, this.sizeOf(type.items), () => items.push(this.read(type.items, `${at}[]`)));
        return items;
      }
      case 'map': {
        const entries: [string, unknown][] = [];
        this.blocks(at, 1, () => entries.push([this.string(at), this.read(type.values, `${at}{}`)]));
        return Object.fromEntries(entries);
      }
      case 'record': {
        const name = shortName(type.fullName);
        const fields = type.fields.map((field) => [field.name, this.read(field.type, `${name}.${field.name}`)]);
        // Each is a pair.
        return Object.fromEntries(fields) as unknown;
      }
    }
  }

  private blocks(at: string, itemBytes: number, item: () => void): void {
    for (;;) {
      const start = this.position;
      let count = this.number(at);
      if (count === 0) return;
      if (count < 0) {
        count = -count;
        this.length(at);
      }
      const left = this.bytes.length - this.position;
      if (count > left / itemBytes) {
        this.refuse(`a block with an item count of ${count} does not fit into the ${byteCount(left)} left`, at, start);
      }
      for (let index = 0; index < count; index++) item();
    }
  }

  private string(at: string): string {
    const bytes = this.take(this.length(at), at);
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return this.refuse('a string is not UTF-8', at, this.position - bytes.length);
    }
  }

  private decimal(at: string, scale: number): string {
    const size = this.length(at);
    if (size > MAX_DECIMAL_BYTES) this.refuse(`a decimal of ${size} bytes`, at);
    let unscaled = 0n;
    for (const byte of this.take(size, at)) unscaled = unscaled * 256n + BigInt(byte);
    unscaled = BigInt.asIntN(size * 8, unscaled);
    const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
    const point = digits.length - scale;
    const text = scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
    return unscaled < 0n ? `-${text}` : text;
  }

  private index(at: string, count: number): number {
    const start = this.position;
    const index = this.number(at);
    if (index < 0 || index >= count) this.refuse(`index ${index} is out of range: there are only ${count}`, at, start);
    return index;
  }

  private length(at: string): number {
    const start = this.position;
    const length = this.number(at);
    if (length < 0) this.refuse(`a length of ${length}`, at, start);
    return length;
  }

  private number(at: string): number {
    const start = this.position;
    const number = Number(this.long(at));
    if (!Number.isSafeInteger(number)) this.refuse('a long beyond 2^53-1 does not fit in a number', at, start);
    return number;
  }

  private long(at: string): bigint {
    return this.varint(at, 10, 0x01, 'a long has more than 64 bits');
  }

  private varint(at: string, most: number, lastByte: number, tooLong: string): bigint {
    const start = this.position;
    let value = 0n;
    for (let count = 1; ; count++) {
      if (this.position >= this.bytes.length) this.refuse('the bytes end too early', at, this.bytes.length);
      const byte = this.bytes[this.position++] ?? 0;
      if (count === most && byte > lastByte) this.refuse(tooLong, at, start);
      value += BigInt(byte & 0x7f) << BigInt(7 * (count - 1));
      if (byte < 0x80) return (value >> 1n) ^ -(value & 1n);
    }
  }

  private take(size: number, at: string): Uint8Array {
    const left = this.bytes.length - this.position;
    if (size > left) this.refuse(`expected ${byteCount(size)}, but only ${left} left`, at);
    this.position += size;
    return this.bytes.subarray(this.position - size, this.position);
  }

  private view(bytes: Uint8Array): DataView {
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  private refuse(reason: string, at: string, position = this.position): never {
    throw new Refusal(reason, position, at);
  }
}
