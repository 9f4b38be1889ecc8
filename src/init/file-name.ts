import { posix } from 'node:path';
import type { FoundSchema } from './found-schema.js';

/** The parts of a schema file's name. */
export interface FileName {
  /** What the topic may be called after, as written: `orders`, `OrderPlaced`. */
  readonly base: string;
  /** The folder that files of one topic share. */
  readonly folder: string;
  readonly part: 'key' | 'value' | undefined;
  readonly version: FileVersion | undefined;
  /** What it is called after if the number is not a version but part of the name: `sensor-1`. */
  readonly numbered: Pick<FileName, 'base' | 'folder'>;
}

/** The version in a file's name. */
export interface FileVersion {
  /** As written, without the `v`: `2`, `4.0.1`, `1-0-0`. */
  readonly text: string;
  readonly numbers: readonly number[];
  /** Whether it can be nothing but a version: it has a `v` or three numbers, or is the whole name. */
  readonly isMarked: boolean;
}

/**
 * Takes the name of a schema file apart: `orders-value.v2.avsc`, `OrderKey.avsc`, `orders/3.avsc`, `orders/value/v1.avsc`,
 * `orders.v1.schema.json`, `OrderPlaced/4.0.1.json`, `orders/schema.yaml`.
 */
export function parseFileName({ path, name, format }: FoundSchema): FileName {
  const whole = stemOf(path);
  // `com.shop.OrderPlaced.avsc` is called after the full name of its record.
  const isFullName = format === 'avro' && whole.includes('.') && whole === name;
  const start: Named = {
    base: isFullName ? whole.slice(whole.lastIndexOf('.') + 1) : whole,
    folder: posix.dirname(path),
  };
  const numbered = withoutSchemaWord(start);
  const { version, ...unversioned } = takeVersion(numbered);
  return { ...takePart(withoutSchemaWord(unversioned)), version, numbered };
}

/** The name of a file without its folder and extensions. */
function stemOf(path: string): string {
  return posix.basename(path, posix.extname(path)).replace(/(?<=.)\.schema$/, '');
}

type Named = Pick<FileName, 'base' | 'folder'>;

const numbers = String.raw`\d{1,9}(?:\.\d{1,9}){0,3}|\d{1,9}-\d{1,9}-\d{1,9}`;
const versioned = new RegExp(
  String.raw`^(?<rest>.*?)(?:(?:^|[._-])(?<mark>v?)(?<text>${numbers})|(?<=[a-z])(?<upper>V)(?<more>${numbers}))$`,
);

function takeVersion(named: Named): Named & { readonly version: FileVersion | undefined } {
  const segments = versioned.exec(named.base)?.groups;
  const text = segments?.text ?? segments?.more;
  if (segments === undefined || text === undefined) return { ...named, version: undefined };
  const version = {
    text,
    numbers: text.split(/[.-]/).map(Number),
    isMarked: segments.rest === '' || (segments.mark ?? segments.upper ?? '') !== '' || text.split(/[.-]/).length > 2,
  };
  return { ...orFolder({ ...named, base: segments.rest ?? '' }), version };
}

function takePart(named: Named): Named & Pick<FileName, 'part'> {
  const segments = /^(?<rest>.*?)(?:(?:^|[._-])(?<part>key|value)|(?<=[a-z0-9])(?<upper>Key|Value))$/.exec(
    named.base,
  )?.groups;
  const part = (segments?.part ?? segments?.upper)?.toLowerCase();
  if (segments === undefined || (part !== 'key' && part !== 'value')) return { ...named, part: undefined };
  return { ...orFolder({ ...named, base: segments.rest ?? '' }), part };
}

/** `orders/schema.json` and `orders.schema.v1.json` are called after the orders. */
function withoutSchemaWord({ base, folder }: Named): Named {
  const rest = /^(?<rest>.*?)(?:^|\.)(?:json)?schema$/.exec(base)?.groups?.rest;
  return rest === undefined || (rest === '' && folder === '.') ? { base, folder } : orFolder({ base: rest, folder });
}

/** If a file's name has nothing else, its folder's name is used. */
function orFolder({ base, folder }: Named): Named {
  return base === '' ? { base: posix.basename(folder), folder: posix.dirname(folder) } : { base, folder };
}

/** Negative when `a` is the older one; a file without a version is the newest. */
export function compareVersions(a: FileVersion | undefined, b: FileVersion | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  const index = a.numbers.findIndex((number, at) => number !== b.numbers[at]);
  return index < 0 ? a.numbers.length - b.numbers.length : (a.numbers[index] ?? 0) - (b.numbers[index] ?? -1);
}
