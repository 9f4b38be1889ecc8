// `npm run pictures`: runs the built command line on the bundled schemas, and draws what it prints, as on a terminal with
// colors, to docs/pictures/. Nothing of it is written by hand.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const WIDTH = 900;
const CHARACTER = 7.3;
const LINE = 18;
const MARGIN = 16;
const ESCAPES = /\u001B\[[\d;]*m/g;

const STYLE = `<style>
text { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; fill: #1f2328; white-space: pre; }
.window { fill: #f6f8fa; stroke: #d1d9e0; }
.button { fill: #d1d9e0; }
.bold { font-weight: 600; }
.dim { fill: #6e7781; }
.red { fill: #cf222e; }
.green { fill: #1a7f37; }
.yellow { fill: #9a6700; }
.blue { fill: #0969da; }
.magenta { fill: #8250df; }
.cyan { fill: #1b7c83; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .window { fill: #161b22; stroke: #30363d; }
  .button { fill: #30363d; }
  .dim { fill: #8b949e; }
  .red { fill: #ff7b72; }
  .green { fill: #3fb950; }
  .yellow { fill: #d29922; }
  .blue { fill: #58a6ff; }
  .magenta { fill: #d2a8ff; }
  .cyan { fill: #39c5cf; }
}
</style>`;

/** What makes a process believe that it prints to a terminal. */
const TERMINAL = 'data:text/javascript,process.stdout.isTTY=true;process.stderr.isTTY=true';

const project = mkdtempSync(join(tmpdir(), 'gen-msk-consumer-'));
try {
  cpSync(join(root, 'schemas'), join(project, 'schemas'), { recursive: true });
  writeFileSync(
    join(project, 'package.json'),
    '{ "type": "module", "devDependencies": { "vitest": "*", "@types/node": "*" } }\n',
  );
  writeFileSync(join(project, 'tsconfig.json'), readFileSync(join(root, 'generated-example/tsconfig.json')));
  const made = [run(['init', '--yes'], { rows: 9 }), run(['generate'], { rows: 13 })];
  const schema = join(project, 'schemas/orders.v3.avsc');
  // Before the attributes: a field that an order has only sometimes.
  const field = '{ "name": "giftMessage", "type": ["null", "string"], "default": null },\n    ';
  const text = readFileSync(schema, 'utf8');
  writeFileSync(
    schema,
    text.replace(/\{\s*"name": "attributes"/, (attributes) => field + attributes),
  );
  draw('first-minute.svg', 'init, generate, and check after a schema change', [
    ...made,
    run(['check', '--topic', 'orders'], { rows: 14, from: /types\.ts/ }),
  ]);
  writeFileSync(schema, text);
  run(['generate', '--quiet'], { rows: 1 });

  const event = JSON.parse(readFileSync(join(project, 'src/consumers/orders/event.json'), 'utf8'));
  const bytes = Buffer.from(event.records['orders-0'][0].value, 'base64');
  writeFileSync(join(project, 'broken.txt'), bytes.subarray(0, -6).toString('base64'));
  draw('inspect.svg', 'inspect shows where a record breaks', [
    run(['inspect', 'broken.txt', '--topic', 'orders'], { rows: 24, last: 6 }),
  ]);

  const produce = '--count 60 --seed shop --partitions 3 --poison 1 --to events.json'.split(' ');
  draw('dev.svg', 'dev shows a row for each partition, and the failures above', [
    run(['produce', 'return-events', ...produce], { rows: 6 }),
    run(['dev', 'return-events', '--from', 'events.json', '--batch-size', '25'], { rows: 14, last: 12 }),
  ]);
} finally {
  rmSync(project, { recursive: true, force: true });
}

/**
 * Runs a command as on a terminal. Of more than `rows` lines, those ahead of the `last` ones are left out; `from` is where
 * the text starts.
 *
 * @param {readonly string[]} argv
 * @param {{ readonly rows: number; readonly last?: number; readonly from?: RegExp }} shown
 */
function run(argv, { rows, last = 2, from }) {
  const { NO_COLOR: _, ...env } = process.env;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', TERMINAL, join(root, 'dist/cli/bin.js'), ...argv],
    { cwd: project, encoding: 'utf8', env: { ...env, FORCE_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const all = finalScreen(stdout.trimEnd());
  const start = from === undefined ? 0 : all.findIndex((line) => from.test(line));
  const lines = all.slice(Math.max(start, 0));
  const shown = lines.length <= rows ? lines : [...lines.slice(0, rows - last - 1), '…', ...lines.slice(-last)];
  const before = start > 0 ? ['…'] : [];
  // Notes and warnings, which are on the other stream; with dev, what the handler logs.
  const after = stderr.trim() === '' || argv[0] === 'dev' ? [] : ['…'];
  return { command: `npx gen-msk-consumer ${argv.join(' ')}`, lines: [...before, ...shown, ...after] };
}

/**
 * The lines that are on the screen in the end: what was drawn in place is there once.
 *
 * @param {string} text
 */
function finalScreen(text) {
  const [first = '', ...redrawn] = text.split(/(?=\u001B\[\d+A\u001B\[J)/);
  return redrawn.reduce((lines, part) => {
    const [, up = '0', rest = ''] = /^\u001B\[(\d+)A\u001B\[J([^]*)$/.exec(part) ?? [];
    // The last line is the one behind the final line feed.
    return [...lines.slice(0, -1 - Number(up)), ...rest.split('\n')];
  }, first.split('\n'));
}

/**
 * @param {string} name
 * @param {string} title
 * @param {readonly { readonly command: string; readonly lines: readonly string[] }[]} commands
 */
function draw(name, title, commands) {
  const lines = commands.flatMap(({ command, lines }, index) => [
    ...(index === 0 ? [] : ['']),
    `\u001B[32m$\u001B[39m \u001B[1m${command}\u001B[22m`,
    ...lines.map(cut),
  ]);
  const height = 40 + lines.length * LINE + MARGIN;
  const texts = lines.map((line, index) => drawLine(line, 40 + MARGIN / 2 + index * LINE + 8)).filter(Boolean);
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    STYLE,
    `<rect class="window" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="8"/>`,
    ...[20, 40, 60].map((x) => `<circle class="button" cx="${x}" cy="18" r="5.5"/>`),
    ...texts,
    '</svg>',
    '',
  ].join('\n');
  writeFileSync(join(root, 'docs/pictures', name), svg);
  console.log(`docs/pictures/${name}: ${lines.length} lines`);
}

/**
 * The line, cut where the window ends.
 *
 * @param {string} line
 */
function cut(line) {
  const columns = Math.floor((WIDTH - 2 * MARGIN) / CHARACTER);
  if (line.replaceAll(ESCAPES, '').length <= columns) return line;
  let room = columns - 1;
  const pieces = line.split(/(\u001B\[[\d;]*m)/).map((piece) => {
    if (piece.startsWith('\u001B')) return piece;
    const shown = piece.slice(0, room);
    room -= shown.length;
    return shown;
  });
  return `${pieces.join('')}…`;
}

/**
 * @param {string} line
 * @param {number} y
 */
function drawLine(line, y) {
  let styles = new Set();
  let column = 0;
  let texts = '';
  for (const piece of line.split(/(\u001B\[\d+(?:;\d+)*m)/)) {
    const codes = /^\u001B\[([\d;]+)m$/.exec(piece)?.[1];
    if (codes !== undefined) {
      styles = restyled(styles, codes.split(';').map(Number));
    } else if (piece.trim() !== '') {
      const name = [...styles].join(' ');
      const x = (MARGIN + column * CHARACTER).toFixed(1);
      // The length keeps columns in line, whatever font there is.
      const length = (piece.length * CHARACTER).toFixed(1);
      const style = name === '' ? '' : ` class="${name}"`;
      texts += `<text x="${x}" y="${y}" textLength="${length}"${style}>${escaped(piece)}</text>`;
    }
    column += codes === undefined ? piece.length : 0;
  }
  return texts;
}

/**
 * @param {Set<string>} styles
 * @param {readonly number[]} codes
 */
function restyled(styles, codes) {
  const names = new Map([
    [1, 'bold'],
    [2, 'dim'],
    [31, 'red'],
    [32, 'green'],
    [33, 'yellow'],
    [34, 'blue'],
    [35, 'magenta'],
    [36, 'cyan'],
  ]);
  const next = new Set(styles);
  for (const code of codes) {
    const name = names.get(code);
    if (name !== undefined) next.add(name);
    if (code === 0) next.clear();
    if (code === 22) for (const weight of ['bold', 'dim']) next.delete(weight);
    if (code === 39) for (const color of ['red', 'green', 'yellow', 'blue', 'magenta', 'cyan']) next.delete(color);
  }
  return next;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
