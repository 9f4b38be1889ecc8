import { article, flatReading, order } from './payloads.js';
import type { Random } from './random.js';

// The records of the Avro workloads as their producers would write them in JSON: times as ISO 8601 text, amounts as numbers.

/** About 250 bytes. */
export function jsonReading(random: Random): object {
  const reading = flatReading(random);
  return { ...reading, recordedAt: isoTime(reading.recordedAt), firmware: `4.${random.integer(0, 30)}.1` };
}

/** About 1,400 bytes. */
export function jsonOrder(random: Random): object {
  const { orderId, customerId, email, status, placedAt, lines, shippingAddress, note, currency, attributes } =
    order(random);
  return {
    ...{ orderId, customerId, email, status, placedAt: isoTime(placedAt) },
    lines: lines.map((line) => ({ ...line, unitPrice: random.integer(100, 30_000) / 100 })),
    subtotal: random.integer(1_000, 200_000) / 100,
    tax: random.integer(100, 40_000) / 100,
    total: random.integer(1_000, 200_000) / 100,
    ...{ shippingAddress, note, currency, attributes },
  };
}

/** About 2 kB, nearly all of it text; one paragraph in five is not plain ASCII. */
export function jsonArticle(random: Random): object {
  const drawn = article(random);
  return { ...drawn, publishedAt: isoTime(drawn.publishedAt) };
}

/** An order with the keys of every object in an order of their own. */
export function jsonShuffledOrder(random: Random): object {
  return shuffled(jsonOrder(random), random) as object;
}

function shuffled(value: unknown, random: Random): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => shuffled(item, random));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]: [string, unknown]) => ({
    at: random.integer(0, 1e6),
    key,
    item,
  }));
  entries.sort((a, b) => a.at - b.at);
  return Object.fromEntries(entries.map(({ key, item }) => [key, shuffled(item, random)]));
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
