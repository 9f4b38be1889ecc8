import { readTable, type ReadTable } from './read-table.js';

/** One group of bars. The first bar is the tool's own. */
interface Panel {
  readonly title: string;
  readonly bars: readonly Bar[];
}

interface Bar {
  readonly name: string;
  readonly value: number;
  readonly text: string;
}

const WIDTH = 860;
const LABELS = 300;
const BARS = 430;
const ROW = 26;
/** A bar this many times as long as the first is cut, so that the others stay readable. */
const MAX_RATIO = 10;

/**
 * Draws the chart of the README from the tables of RESULTS.md: decoding, cold start, and `check`. Throws an error that names
 * the table, row or column that is missing.
 */
export function drawChart(results: string): string {
  const panels = [
    decoding(readTable(results, 'From a base64 event to typed records')),
    coldStart(readTable(results, 'Cold start')),
    checking(readTable(results, '`generate` and `check` of many topics')),
  ];
  const parts: string[] = [];
  let top = 8;
  for (const panel of panels) {
    parts.push(...drawPanel(panel, top));
    top += 34 + panel.bars.length * ROW + 14;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top}" width="${WIDTH}" height="${top}" role="img">`,
    '<title>Measured by npm run bench: shorter bars are better</title>',
    STYLE,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

function decoding(table: ReadTable): Panel {
  const column = table.column(/nested order.* 1,000$/);
  const names = [
    'generated decoder',
    'avsc, `fromBuffer`',
    '@kafkajs/confluent-schema-registry',
    '@aws-lambda-powertools/kafka',
  ];
  return {
    title: 'Decode a nested order in Avro, CPU time per record',
    bars: names.map((name) => {
      const value = table.value(name, column) / 1000;
      return { name, value, text: `${value < 100 ? value.toFixed(1) : Math.round(value)} µs` };
    }),
  };
}

function coldStart(table: ReadTable): Panel {
  const column = table.column(/^both$/);
  const names = ['generated consumer', 'avsc in a hand-written handler', '@aws-lambda-powertools/kafka'];
  return {
    title: 'Cold start: load the bundle and handle a first batch of 100 orders',
    bars: names.map((name) => {
      const value = table.value(name, column);
      return { name, value, text: `${Math.round(value)} ms` };
    }),
  };
}

function checking(table: ReadTable): Panel {
  const column = table.column(/^1,000 topics$/);
  const names = ['`check`, nothing changed', '`generate` into an empty folder', 'read and hash all files'];
  return {
    title: 'A project of 1,000 topics',
    bars: names.map((name) => {
      const value = table.value(name, column);
      return { name, value, text: `${value.toFixed(1)} s` };
    }),
  };
}

function drawPanel({ title, bars }: Panel, top: number): readonly string[] {
  const first = bars[0]?.value ?? 1;
  const longest = Math.max(...bars.map(({ value }) => value).filter((value) => value <= first * MAX_RATIO));
  return [
    `<text class="title" x="0" y="${top + 16}">${escaped(title)}</text>`,
    ...bars.flatMap((bar, index) => drawBar(bar, { top: top + 30 + index * ROW, longest, isOwn: index === 0 })),
  ];
}

interface Place {
  readonly top: number;
  readonly longest: number;
  readonly isOwn: boolean;
}

function drawBar({ name, value, text }: Bar, { top, longest, isOwn }: Place): readonly string[] {
  const isCut = value > longest;
  const width = isCut ? BARS : Math.max(2, Math.round((value / longest) * BARS * (2 / 3)));
  return [
    `<text class="name" x="${LABELS - 10}" y="${top + 13}" text-anchor="end">${escaped(name.replaceAll('`', ''))}</text>`,
    `<rect class="${isOwn ? 'own' : 'peer'}" x="${LABELS}" y="${top}" width="${width}" height="18" rx="3"/>`,
    // Two strokes through a bar show that it goes on.
    ...(isCut ? [`<path class="cut" d="M${LABELS + BARS - 40} ${top + 20}l8 -22m6 22l8 -22"/>`] : []),
    `<text class="value" x="${LABELS + width + 8}" y="${top + 13}">${escaped(text)}</text>`,
  ];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

const STYLE = `<style>
text { font: 13px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328; }
.title { font-weight: 600; }
.value { fill: #59636e; }
.own { fill: #1f883d; }
.peer { fill: #b6bfc9; }
.cut { stroke: #ffffff; stroke-width: 3; fill: none; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .value { fill: #9198a1; }
  .own { fill: #3fb950; }
  .peer { fill: #4b535d; }
  .cut { stroke: #0d1117; }
}
</style>`;
