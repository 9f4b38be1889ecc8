/**
 * Prints what ways to consume a batch lose, reorder and repeat, as a table:
 *
 *     npm ci --prefix bench && node --import tsx bench/consumers.ts [number of records]
 */
import { compare, STREAM } from './answers/compare.js';
import { CONSUMERS } from './answers/consumers.js';
import { markdownTable, wholeNumber } from './markdown-table.js';

const count = Number(process.argv[2] ?? 20_000);
const rows: string[][] = [];
for (const consumer of CONSUMERS) {
  const rewind = await compare(consumer, { replay: 'rewind', count });
  const named = await compare(consumer, { replay: 'named', count });
  const counts = [rewind, named].flatMap(({ lost, outOfOrder, duplicated }) =>
    [lost, outOfOrder, duplicated].map(({ length }) => wholeNumber(length)),
  );
  rows.push([consumer.name, ...counts]);
}
console.log(`${wholeNumber(count)} records, ${JSON.stringify(STREAM)}\n`);
console.log(
  markdownTable(
    [
      '',
      ...['rewind', 'named'].flatMap((replay) => ['lost', 'out of order', 'twice'].map((name) => `${replay}: ${name}`)),
    ],
    rows,
  ),
);
