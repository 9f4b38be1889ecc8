import { article, firstOrder, flatReading, order } from './payloads.js';
import type { Random } from './random.js';

/** Records of one kind: written with one schema, read with the same or another. */
export interface Workload {
  /** Also the topic's name in the generated project. */
  readonly topic: string;
  readonly title: string;
  /** Files in `bench/schemas`. */
  readonly writer: string;
  readonly reader: string;
  /** A value that avsc writes with the writer's schema. */
  readonly value: (random: Random) => object;
}

export const flat: Workload = {
  topic: 'flat',
  title: 'A: flat',
  writer: 'flat.avsc',
  reader: 'flat.avsc',
  value: flatReading,
};

export const nested: Workload = {
  topic: 'order',
  title: 'B: nested order',
  writer: 'order.v2.avsc',
  reader: 'order.v2.avsc',
  value: order,
};

export const text: Workload = {
  topic: 'article',
  title: 'C: article',
  writer: 'article.avsc',
  reader: 'article.avsc',
  value: article,
};

export const evolved: Workload = {
  topic: 'order-evolved',
  title: 'B: order, v1 read as v2',
  writer: 'order.v1.avsc',
  reader: 'order.v2.avsc',
  value: firstOrder,
};

export const projected: Workload = {
  topic: 'order-summary',
  title: 'B: 5 fields of an order',
  writer: 'order.v2.avsc',
  reader: 'order-summary.avsc',
  value: order,
};

export const workloads: readonly Workload[] = [flat, nested, text, evolved, projected];
