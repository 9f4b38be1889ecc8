import { base64Length, ByteReader, CHUNK_BYTES, paddingOf } from '../byte-reader.js';
import type { RawKafkaRecord } from './kafka-event.js';

/**
 * Opens the keys, or the values, of records that are read one after another. The base64 of as many as make a chunk is
 * decoded by one call, and one text is made for the strings of them all: of small records, that saves most of the time.
 */
export class ChunkReader {
  private readonly part: 'key' | 'value';
  private readonly reader = new ByteReader();
  private records: readonly RawKafkaRecord[] | undefined;
  /** The index of the chunk's first record, and of the first behind it. */
  private first = 0;
  private next = 0;
  /** Where each record of the chunk begins and ends, by turns. */
  private readonly bounds: number[] = [];
  /** The index up to which records are decoded alone, since one of them is not base64. */
  private alone = 0;

  constructor(part: 'key' | 'value') {
    this.part = part;
  }

  /** Opens the key or value of the record at an index. Throws a DecodeError if it is not base64. */
  open(records: readonly RawKafkaRecord[], index: number): ByteReader {
    const { reader, bounds } = this;
    if (records !== this.records) {
      this.records = records;
      this.next = this.alone = 0;
    }
    if ((index < this.first || index >= this.next) && !this.loadChunk(records, index))
      return reader.openBase64(this.partOf(records[index]) ?? '');
    const place = (index - this.first) * 2;
    return reader.openLoaded(bounds[place] ?? 0, bounds[place + 1] ?? 0);
  }

  /** Lets go of the records. */
  release(): void {
    this.records = undefined;
    this.reader.release();
  }

  /** Returns false, with no chunk, where there is only one record for it, or one that is not base64. */
  private loadChunk(records: readonly RawKafkaRecord[], index: number): boolean {
    this.first = this.next = index;
    if (index < this.alone) return false;
    const { reader, bounds } = this;
    let groups = '';
    let next = index;
    for (; next < records.length; next++) {
      const base64 = this.partOf(records[next]) ?? '';
      const start = (groups.length >> 2) * 3;
      const end = start + (base64.length >> 2) * 3;
      if (typeof base64 !== 'string' || base64.length % 4 > 0 || end > CHUNK_BYTES) break;
      const padding = paddingOf(base64);
      // Zero bits take the place of padding, which nothing may follow.
      groups += padding > 0 ? base64.slice(0, -padding) + 'AA'.slice(0, padding) : base64;
      const place = (next - index) * 2;
      bounds[place] = start;
      bounds[place + 1] = end - padding;
    }
    this.alone = next;
    if (next - index < 2 || reader.load(groups) !== base64Length(groups)) return false;
    this.next = next;
    return true;
  }

  private partOf(record: RawKafkaRecord | undefined): string | null | undefined {
    // Not by the name in `part`: that would be several times as slow.
    return this.part === 'key' ? record?.key : record?.value;
  }
}
