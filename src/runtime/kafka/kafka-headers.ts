import type { RawKafkaHeader } from './kafka-event.js';

/**
 * The headers of one record, in the producer's order; a name may come more than once. Nothing is decoded
 * until it is asked for. A header whose value is null is as good as absent.
 */
export class KafkaHeaders implements Iterable<readonly [name: string, value: Uint8Array]> {
  static {
    // What `console.log` shows. Not a method: `isolatedDeclarations` takes no computed names.
    Object.defineProperty(KafkaHeaders.prototype, Symbol.for('nodejs.util.inspect.custom'), {
      value(this: KafkaHeaders): unknown {
        return Array.from(this);
      },
    });
  }

  /** As Lambda delivers them; `structuredClone` keeps no more of them. */
  declare readonly raw: readonly RawKafkaHeader[];

  constructor(raw: readonly RawKafkaHeader[] | null | undefined) {
    this.raw = raw ?? [];
  }

  /** The value of the last header of that name, which is the one that counts by Kafka's custom. */
  get(name: string): Uint8Array | undefined {
    for (let index = this.raw.length - 1; index >= 0; index--) {
      const header = this.raw[index];
      if (header !== undefined && Object.hasOwn(header, name)) return headerBytes(header[name]);
    }
    return undefined;
  }

  /** The values of all headers of that name, first to last. */
  getAll(name: string): Uint8Array[] {
    return Array.from(this)
      .filter(([other]) => other === name)
      .map(([, value]) => value);
  }

  /** As `get`, read as UTF-8; bytes that are none become U+FFFD. */
  text(name: string): string | undefined {
    const bytes = this.get(name);
    return bytes && Buffer.from(bytes).toString();
  }

  /** As Lambda delivers them. */
  toJSON(): readonly RawKafkaHeader[] {
    return this.raw;
  }

  *[Symbol.iterator](): IterableIterator<readonly [name: string, value: Uint8Array]> {
    for (const header of this.raw) {
      for (const name of Object.keys(header)) {
        const value = headerBytes(header[name]);
        if (value !== undefined) yield [name, value];
      }
    }
  }
}

/** Lambda gives signed bytes, which a Uint8Array takes modulo 256; some emulators give base64. */
function headerBytes(raw: RawKafkaHeader[string] | undefined): Uint8Array | undefined {
  if (raw === null || raw === undefined) return undefined;
  return typeof raw === 'string' ? Buffer.from(raw, 'base64') : Uint8Array.from(raw);
}
