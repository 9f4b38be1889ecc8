import type { InspectResult } from '../../commands/inspect.js';
import { counted } from '../../diagnostics/counted.js';
import type { OffsetRange } from '../../records/captured.js';
import type { InspectedPart, InspectedRecord } from '../../records/inspect-record.js';
import { printable } from '../printable.js';
import type { Terminal } from '../terminal.js';

/** Most fields that are printed of a key or value; `--format json` has all. */
const MAX_FIELDS = 200;
const MAX_VALUE = 100;

/** Prints records field by field; of a broken one where it breaks and why it may. */
export function printInspected({ records, ranges }: InspectResult, showsValues: boolean, out: Terminal): void {
  records.forEach((record, index) => {
    if (index > 0) out.line();
    printRecord(record, showsValues, out);
  });
  if (records.length > 1) {
    const broken = records.filter(({ key, value }) => key?.state === 'broken' || value?.state === 'broken').length;
    out.line();
    out.line(`${counted(records.length, 'record')}, ${broken === 0 ? 'all readable' : `${broken} broken`}.`);
  }
  if (ranges.length === 0) return;
  out.line('The message has no records, only where they are:');
  for (const { topic, partition, first, last } of ranges) {
    out.line(`  ${printable(topic)}, partition ${partition}, offsets ${first} to ${last}`);
  }
  out.line('Read them from the topic, or handle them again:');
  for (const line of rangeCommands(ranges)) out.line(`  ${printable(line)}`);
}

/** The commands that read the records of ranges, and that put them through their handler, a pair for each topic. */
function rangeCommands(ranges: readonly OffsetRange[]): readonly string[] {
  return [...new Set(ranges.map(({ topic }) => topic))].flatMap((topic) => {
    const offsets = ranges
      .filter((range) => range.topic === topic)
      .map(({ partition, first, last }) => `--offsets ${partition}:${first}-${last}`)
      .join(' ');
    return ['verify', 'redrive'].map((command) => `npx gen-msk-consumer ${command} ${topic} ${offsets}`);
  });
}

function printRecord(record: InspectedRecord, showsValues: boolean, out: Terminal): void {
  const { topic, partition, offset, deadLetter } = record;
  const place = offset === undefined ? '' : `, partition ${partition}, offset ${offset}`;
  out.line(out.paint('bold', `${topic}${place}`));
  if (deadLetter !== undefined)
    out.line(`  dead letter: ${printable(deadLetter.code)}: ${printable(deadLetter.reason)}`);
  for (const what of ['key', 'value'] as const) {
    const part = record[what];
    if (part !== undefined) printPart(what, part, showsValues, out);
  }
}

function printPart(what: 'key' | 'value', part: InspectedPart, showsValues: boolean, out: Terminal): void {
  const { state, size, framing, schemaId, schemaFile, payloadStart, fields } = part;
  if (state === 'absent') {
    out.line(`  ${what}: ${what === 'key' ? 'none' : 'none (a tombstone)'}`);
    return;
  }
  const schema = schemaId === undefined ? '' : `, schema ${schemaId}`;
  const file = schemaFile === undefined ? '' : ` (${out.path(schemaFile)})`;
  out.line(`  ${what}: ${counted(size, 'byte')}${framing === undefined ? '' : `, framing ${framing}`}${schema}${file}`);
  const rows = fields.slice(0, MAX_FIELDS).map(({ path, type, start, end, value }) => ({
    bytes: start === end ? `${start}` : `${start}–${end - 1}`,
    path: path === '' ? '(the value)' : printable(path),
    type,
    value: showsValues ? shown(value) : '',
  }));
  if (payloadStart > 0) rows.unshift({ bytes: `0–${payloadStart - 1}`, path: '(frame)', type: '', value: '' });
  const width = (column: 'bytes' | 'path' | 'type'): number => Math.max(0, ...rows.map((row) => row[column].length));
  const [bytes, path, type] = [width('bytes'), width('path'), width('type')];
  for (const row of rows)
    out.line(
      `    ${out.paint('dim', row.bytes.padStart(bytes))}  ${row.path.padEnd(path)}  ${out.paint('cyan', row.type.padEnd(type))}  ${row.value}`.trimEnd(),
    );
  if (fields.length > MAX_FIELDS) out.line(`    and ${fields.length - MAX_FIELDS} more values (--format json has all)`);
  if (part.fault !== undefined) printFault(part, showsValues, out);
}

function printFault({ fault, causes }: InspectedPart, showsValues: boolean, out: Terminal): void {
  if (fault === undefined) return;
  const { byteOffset, at, reason, bytesAround } = fault;
  out.line(`    ${out.paint('red', `broken at byte ${byteOffset}`)}, reading ${printable(at)}: ${printable(reason)}`);
  if (showsValues) {
    const split = 2 * (byteOffset - bytesAround.start);
    const hex = (text: string): string => text.replaceAll(/../g, '$& ').trim();
    const [before, from] = [hex(bytesAround.hex.slice(0, split)), hex(bytesAround.hex.slice(split))];
    out.line(`    bytes from ${bytesAround.start}: ${before} ${out.paint('red', '▶')} ${from}`.trimEnd());
  }
  if (causes.length === 0) return;
  out.line('    likely causes:');
  causes.forEach(({ certainty, message, fix }, index) => {
    out.line(`      ${index + 1}. ${certainty}: ${printable(message)}`);
    out.line(`         ${out.paint('dim', printable(fix))}`);
  });
}

function shown(value: unknown): string {
  const text = textOf(value);
  return printable(text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text);
}

function textOf(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return `0x${Buffer.from(value).toString('hex')}`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid date' : value.toISOString();
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));
}
