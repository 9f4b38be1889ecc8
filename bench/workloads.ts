import { jsonArticle, jsonOrder, jsonReading, jsonShuffledOrder } from './json-payloads.js';
import { article, firstOrder, flatReading, order } from './payloads.js';
import type { Random } from './random.js';

/** Records of one kind: written with one schema, read with the same or another. */
export interface Workload {
  /** Also the topic's name in the generated project. */
  readonly topic: string;
  readonly title: string;
  readonly format: 'avro' | 'json';
  /** Files in `bench/schemas`. */
  readonly writer: string;
  readonly reader: string;
  /** A value that avsc, or JSON.stringify, writes. */
  readonly value: (random: Random) => object;
}

export const flat: Workload = {
  topic: 'flat',
  title: 'A: flat',
  format: 'avro',
  writer: 'flat.avsc',
  reader: 'flat.avsc',
  value: flatReading,
};

export const nested: Workload = {
  topic: 'order',
  title: 'B: nested order',
  format: 'avro',
  writer: 'order.v2.avsc',
  reader: 'order.v2.avsc',
  value: order,
};

export const text: Workload = {
  topic: 'article',
  title: 'C: article',
  format: 'avro',
  writer: 'article.avsc',
  reader: 'article.avsc',
  value: article,
};

export const evolved: Workload = {
  topic: 'order-evolved',
  title: 'B: order, v1 read as v2',
  format: 'avro',
  writer: 'order.v1.avsc',
  reader: 'order.v2.avsc',
  value: firstOrder,
};

export const projected: Workload = {
  topic: 'order-summary',
  title: 'B: 5 fields of an order',
  format: 'avro',
  writer: 'order.v2.avsc',
  reader: 'order-summary.avsc',
  value: order,
};

export const jsonFlat = jsonWorkload({ topic: 'json-flat', title: 'D: flat', file: 'reading', value: jsonReading });

export const jsonNested = jsonWorkload({
  topic: 'json-order',
  title: 'E: nested order',
  file: 'order',
  value: jsonOrder,
});

export const jsonText = jsonWorkload({
  topic: 'json-article',
  title: 'F: article',
  file: 'article',
  value: jsonArticle,
});

/** The same order, with the keys of every object in an order drawn for each record. */
export const jsonShuffled: Workload = {
  ...jsonNested,
  title: 'E: nested order, keys shuffled in each record',
  value: jsonShuffledOrder,
};

export const workloads: readonly Workload[] = [
  ...[flat, nested, text, evolved, projected],
  ...[jsonFlat, jsonNested, jsonText],
];

function jsonWorkload(of: Pick<Workload, 'topic' | 'title' | 'value'> & { readonly file: string }): Workload {
  const { file, ...rest } = of;
  return { ...rest, format: 'json', writer: `${file}.schema.json`, reader: `${file}.schema.json` };
}
