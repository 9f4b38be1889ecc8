import { exitCodeOf } from '../../../src/cli/exit-code.js';
import type { CheckReport } from '../../../src/cli/report/check-report.js';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.js';
import { changeDiagnostics } from '../../../src/plan/change-diagnostics.js';
import type { Change } from '../../../src/plan/change.js';
import type { OutputFile } from '../../../src/plan/output-file.js';

/** The report of a run of `check` that found these changes, and problems that are about something else. */
export function reportOf(
  changes: readonly Change[],
  problems: readonly Diagnostic[] = [],
  folder = 'services/shop',
): CheckReport {
  const list = { changes, folders: ['gen'], leftovers: { files: [], folders: [] } };
  const diagnostics = [...changeDiagnostics(list, 'check'), ...problems];
  return {
    result: { root: '/somewhere/services/shop', changes, diagnostics },
    exitCode: exitCodeOf(diagnostics),
    folder,
  };
}

function file(path: string, content: string, owner: OutputFile['owner'] = 'tool'): OutputFile {
  return { path, owner, content };
}

export const inSync = reportOf([
  { kind: 'unchanged', path: 'gen/index.ts' },
  { kind: 'line-endings', path: 'gen/orders/consumer.ts' },
  { kind: 'formatted', path: 'gen/orders/types.ts' },
]);

/** One change of each kind that is drift, and each kind of problem. */
export const drifted = reportOf(
  [
    { kind: 'unchanged', path: 'gen/index.ts' },
    { kind: 'missing', path: 'gen/orders/consumer.ts', expected: file('gen/orders/consumer.ts', '1\n') },
    {
      kind: 'edited',
      path: 'gen/orders/decoder.ts',
      actual: 'one\ntwo\nthree\nmine\n',
      expected: file('gen/orders/decoder.ts', 'one\ntwo\nthree\n'),
    },
    { kind: 'line-endings', path: 'gen/orders/event.json' },
    {
      kind: 'user-missing',
      path: 'gen/orders/handler.test.ts',
      expected: file('gen/orders/handler.test.ts', '1\n', 'user'),
    },
    {
      kind: 'user-edit',
      path: 'gen/orders/handler.ts',
      actual: "import { Order } from './types.js';\n",
      expected: file('gen/orders/handler.ts', "import { Purchase } from './types.js';\n", 'user'),
      edits: ['renamed Order to Purchase (1 place)'],
    },
    {
      kind: 'changed',
      path: 'gen/orders/types.ts',
      actual: 'interface Order {\r\n  id: string;\r\n}\r\n',
      expected: file('gen/orders/types.ts', 'interface Order {\n  id: number;\n}\n'),
    },
    { kind: 'stale-edited', path: 'gen/payments/decoder.ts' },
    { kind: 'orphan', path: 'gen/payments/handler.ts' },
    { kind: 'stale', path: 'gen/payments/types.ts' },
  ],
  [
    {
      code: 'breaking-change',
      severity: 'error',
      message: 'orders value, since main: id type (string -> int): the writer\'s "string" is no "int"',
      location: { file: 'schemas/order.avsc' },
    },
    {
      code: 'version-incompatible',
      severity: 'warning',
      message: 'records of schemas/a.json may be refused',
      location: { file: 'gen-msk-consumer.config.json', pointer: '/topics/returns/value', line: 12, column: 7 },
      help: 'Widen it.',
    },
    { code: 'version-readable', severity: 'note', message: 'every record is valid' },
  ],
);

/** What it takes to break out of each of the formats. */
const hostile =
  '\u001B[31m\n::error::x\r\n]]>--><script>|`` `@octocat #1 %0A,a:b=c\u202E\u0000\uFFFE\uD800 *_[x](y)_* ##[endgroup]';

const hostilePath = `gen/${hostile.replaceAll('/', '')}/types.ts`;

export const attacked = reportOf(
  [
    {
      kind: 'changed',
      path: hostilePath,
      actual: `${hostile}\n\`\`\`\`\n</details>\n`,
      expected: file(hostilePath, 'const x = 1;\n'),
    },
  ],
  [
    {
      code: 'schema-invalid',
      severity: 'error',
      message: hostile,
      help: hostile,
      location: { file: hostilePath.replace('gen', 'schemas'), pointer: `/${hostile}`, line: 3, column: 4 },
    },
    { code: 'manual-edit-needed', severity: 'warning', message: hostile, paste: hostile },
  ],
  `-->${hostile}`,
);

/** The config is not there. */
export const lost: CheckReport = {
  result: {
    root: null,
    changes: [],
    diagnostics: [{ code: 'config-not-found', severity: 'error', message: 'the file none.json does not exist' }],
  },
  exitCode: 2,
  folder: '',
};
