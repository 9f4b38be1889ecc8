import { posix } from 'node:path';
import type { AvroFile } from './avro-file.js';

/** What the name of a schema file tells. */
export interface FileName {
  /** What the topic may be called after, as written: `orders`, `OrderPlaced`. */
  readonly base: string;
  /** The folder that files of one topic share. */
  readonly folder: string;
  readonly side: 'key' | 'value' | undefined;
  /** The number of the version; `isMarked` when it is written with a `v` or is the whole name. */
  readonly version: { readonly number: number; readonly isMarked: boolean } | undefined;
}

/** Takes the name of a schema file apart: `orders-value.v2.avsc`, `OrderKey.avsc`, `orders/3.avsc`, `orders/value/v1.avsc`. */
export function parseFileName({ path, name }: AvroFile): FileName {
  let folder = posix.dirname(path);
  let base = posix.basename(path, posix.extname(path));
  // `com.shop.OrderPlaced.avsc` is called after the full name of its record.
  if (base.includes('.') && base === name) base = base.slice(base.lastIndexOf('.') + 1);

  const numbered =
    /^(?<rest>.*?)(?:(?:^|[._-])(?<mark>v?)(?<digits>\d{1,9})|(?<=[a-z])(?<upper>V)(?<more>\d{1,9}))$/.exec(
      base,
    )?.groups;
  const digits = numbered?.digits ?? numbered?.more;
  const isMarked = numbered?.rest === '' || (numbered?.mark ?? numbered?.upper ?? '') !== '';
  const version = digits === undefined ? undefined : { number: Number(digits), isMarked };
  base = numbered?.rest ?? base;
  if (base === '') [base, folder] = [posix.basename(folder), posix.dirname(folder)];

  const sided = /^(?<rest>.*?)(?:(?:^|[._-])(?<side>key|value)|(?<=[a-z0-9])(?<upper>Key|Value))$/.exec(base)?.groups;
  const side = (sided?.side ?? sided?.upper)?.toLowerCase();
  if (sided === undefined || (side !== 'key' && side !== 'value')) return { base, folder, side: undefined, version };
  base = sided.rest ?? '';
  if (base === '') [base, folder] = [posix.basename(folder), posix.dirname(folder)];
  return { base, folder, side, version };
}
