import { list, type ListedPart, type ListedTopic } from '../commands/list.js';
import { jsonListReport } from './json-report.js';
import { exitCodeOf } from './exit-code.js';
import type { Io } from './io.js';
import { printDiagnostics } from './print-diagnostics.js';
import { printable } from './printable.js';
import { projectScope } from './project-scope.js';
import { terminal, type Terminal } from './terminal.js';
import type { CommonOptions } from './command-options.js';

/** `gen-msk-consumer list`. Returns the exit code: that of the worst problem of a topic. */
export async function listCommand(options: CommonOptions, io: Io): Promise<number> {
  const { quiet = false, color, format } = options;
  const result = await list(projectScope(options, io));
  const { root, topics, diagnostics } = result;
  const exitCode = exitCodeOf([...diagnostics, ...topics.flatMap(({ problems }) => problems)]);
  if (format === 'json') {
    io.stdout.write(jsonListReport(result, exitCode));
    return exitCode;
  }
  printDiagnostics(diagnostics, terminal({ output: io.stderr, io, color, root }));
  if (quiet) return exitCode;
  const out = terminal({ output: io.stdout, io, color, root });
  for (const listed of topics) printTopic(listed, out);
  return exitCode;
}

function printTopic({ topic, folder, key, value, problems }: ListedTopic, out: Terminal): void {
  const where = folder === null ? '' : out.paint('dim', ` ${out.path(folder)}/`);
  out.line(`${out.paint('bold', printable(topic))}${where}`);
  printPart('key  ', key, out);
  printPart('value', value, out);
  for (const { severity, code, message } of problems)
    out.line(`  ${out.paint(severity === 'error' ? 'red' : 'yellow', `${severity} ${code}:`)} ${printable(message)}`);
}

const typeNames = {
  text: 'text',
  bytes: 'bytes',
  avro: 'Avro',
  'json-schema': 'JSON Schema',
  schema: 'schema',
} as const;

function printPart(label: string, { type, name, framing, subjects, versions }: ListedPart, out: Terminal): void {
  const facts = [
    name === null ? typeNames[type] : `${typeNames[type]} ${name}`,
    ...(framing === null ? [] : [`framing ${framing}`]),
    ...(subjects.length === 0 ? [] : [`${subjects.length === 1 ? 'subject' : 'subjects'} ${subjects.join(', ')}`]),
  ];
  out.line(`  ${label}  ${printable(facts.join(', '))}`);
  const width = Math.max(0, ...versions.map(({ id }) => (id ?? '').length));
  for (const { id, file, isReader } of versions) {
    const mark = isReader && versions.length > 1 ? out.paint('green', '  reader') : '';
    out.line(`    ${width === 0 ? '' : `${(id ?? '').padStart(width)}  `}${out.path(file)}${mark}`);
  }
}
