import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { drawChart } from '../../bench/draw-chart.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pictures = readdirSync(join(root, 'docs/pictures'));

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

test('the chart shows the results of the bench: node --import tsx bench/chart.ts draws it again', () => {
  expect(read('docs/pictures/speed.svg')).toBe(drawChart(read('bench/RESULTS.md')));
});

test('a table, row or column that the results lack is named', () => {
  const results = read('bench/RESULTS.md');
  expect(() => drawChart('# Results\n')).toThrow('no table "From a base64 event to typed records"');
  expect(() => drawChart(results.replaceAll('| generated consumer |', '| consumer |'))).toThrow(
    'the table "Cold start" has no number in the row "generated consumer"',
  );
  expect(() => drawChart(results.replaceAll('| 1,000 topics', '| topics'))).toThrow('has no column /^1,000 topics$/');
});

test('each picture has a title and colors for light and dark, and a page that shows it', () => {
  const pages = [
    'README.md',
    ...readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
  ];
  const text = pages.map(read).join('\n');
  const incomplete = pictures.filter((name) => {
    const picture = read(`docs/pictures/${name}`);
    const isComplete = picture.includes('<title>') && picture.includes('prefers-color-scheme: dark');
    return !isComplete || !text.includes(`pictures/${name})`);
  });
  expect(pictures.length).toBeGreaterThan(3);
  expect(incomplete).toEqual([]);
});
