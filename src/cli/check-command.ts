import { posix, resolve } from 'node:path';
import { check, type CheckResult } from '../commands/check.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { diagnosticKinds } from '../diagnostics/diagnostic-codes.js';
import { completeFolders, countedFolder } from './complete-folders.js';
import { exitCodeOf } from './exit-code.js';
import type { ReportFormat } from './formats.js';
import { inSync } from './in-sync.js';
import type { Io } from './io.js';
import { jsonReport } from './json-report.js';
import { printDiagnostics } from './print-diagnostics.js';
import { progressBar } from './progress.js';
import { isDriftDiagnostic, type CheckReport } from './report/check-report.js';
import { driftOf, type Drift } from './report/drift.js';
import { githubReport } from './report/github-report.js';
import { gitlabReport } from './report/gitlab-report.js';
import { junitReport } from './report/junit-report.js';
import { markdownReport } from './report/markdown-report.js';
import { folderInRepository } from './report/repository-root.js';
import { sarifReport } from './report/sarif-report.js';
import { writeReport } from './report/write-report.js';
import { terminal, type Terminal } from './terminal.js';
import type { CheckCommandOptions } from './command-options.js';

const reports: Readonly<Record<ReportFormat, (report: CheckReport) => string>> = {
  json: ({ result, exitCode }) => jsonReport({ command: 'check', dryRun: false, exitCode, result }),
  github: githubReport,
  gitlab: gitlabReport,
  sarif: sarifReport,
  junit: junitReport,
  markdown: markdownReport,
};

/** `gen-msk-consumer check`. Returns the exit code. */
export async function checkCommand(options: CheckCommandOptions, io: Io): Promise<number> {
  const { config, topic, quiet = false, format, registry = false, breaking } = options;
  const cwd = resolve(io.cwd, options.cwd ?? '.');
  const progress = !registry || quiet || format !== 'text' ? undefined : progressBar(io, 'checking');
  const result = await check({
    cwd,
    ...(config === undefined ? {} : { config }),
    ...(topic === undefined ? {} : { topics: topic }),
    ...(options.strict === undefined ? {} : { strict: options.strict }),
    ...(breaking === undefined ? {} : { breaking }),
    ...(options.template === undefined ? {} : { templates: options.template }),
    ...(options.full === undefined ? {} : { full: options.full }),
    ...(options.since === undefined ? {} : { since: options.since }),
    ...(registry ? { registry, env: io.env } : {}),
    ...(progress === undefined ? {} : { onProgress: progress.show }),
  });
  progress?.end();
  const exitCode = exitCodeOf(result.diagnostics);
  const folder = result.root === null ? '' : folderInRepository(result.root, io.env);
  const report: CheckReport = { result, exitCode, folder };
  if (format === 'text') printText(report, result.seals, { options, io });
  else io.stdout.write(reports[format](report));
  const unwritten = (options.report ?? []).flatMap(
    (wanted) => writeReport(resolve(cwd, wanted.file), reports[wanted.format](report)) ?? [],
  );
  printDiagnostics(unwritten, terminal({ output: io.stderr, io, color: options.color, root: null }));
  return Math.max(exitCode, exitCodeOf(unwritten));
}

const STALE_SEALS =
  'Some seals are from another version of the tool: npx gen-msk-consumer generate --seal renews them, and check is fast again.';

function printText(
  report: CheckReport,
  seals: CheckResult['seals'],
  { options, io }: { readonly options: CheckCommandOptions; readonly io: Io },
): void {
  const { quiet = false, color } = options;
  const common = { io, color, root: report.result.root };
  if (!quiet) {
    const out = terminal({ ...common, output: io.stdout });
    printDrift(report, out);
    if (seals.some(({ isByTool }) => isByTool)) out.line(STALE_SEALS);
  }
  // What the diffs on stdout show is not said a second time, and a note calls for nothing.
  const diagnostics = report.result.diagnostics.filter((diagnostic) =>
    quiet
      ? diagnostic.severity === 'error'
      : (diagnostic.severity !== 'note' || isOfTemplate(diagnostic)) && !isDriftDiagnostic(diagnostic),
  );
  printDiagnostics(diagnostics, terminal({ ...common, output: io.stderr }));
}

/** What is unknown in a template is part of the answer. */
function isOfTemplate({ code }: Diagnostic): boolean {
  return code.startsWith('template-');
}

/** Where most files have drifted, the first few show why. */
const diffLimit = 20;

function printDrift({ result: { changes, diagnostics }, exitCode }: CheckReport, out: Terminal): void {
  const drifted = changes.flatMap((change) => {
    const drift = driftOf(change);
    return drift === undefined ? [] : [{ path: change.path, drift }];
  });
  if (drifted.length === 0) {
    if (exitCode < 2) out.line(`In sync: ${inSync(changes)}.`);
    return;
  }
  // On a clone without generated files, all of them are missing.
  const absent = completeFolders(changes, ({ kind }) => kind === 'missing' || kind === 'user-missing');
  const printed = new Set<string>();
  let diffs = 0;
  for (const { path, drift } of drifted) {
    const folder = countedFolder(path);
    const files = absent.get(folder);
    if (files !== undefined && printed.has(folder)) continue;
    printed.add(folder);
    const what = files === undefined ? out.path(path) : `${out.path(folder)}${posix.sep} (${files} files)`;
    out.line(`${out.paint('red', `${drift.label}:`)} ${what}`);
    if (drift.isCompared && diffs++ < diffLimit) printDiff(drift, out);
  }
  if (diffs > diffLimit) out.line(`(diffs are shown for the first ${diffLimit} of ${diffs} files)`);
  out.line();
  out.line(`${drifted.length} drifted, ${inSync(changes)}.`);
  for (const fix of new Set(diagnostics.filter(isDriftDiagnostic).map(({ code }) => diagnosticKinds[code].fix)))
    out.line(fix);
}

function printDiff(drift: Drift, out: Terminal): void {
  for (const line of drift.diff()) {
    const text = `  ${line}`;
    if (line.startsWith('+')) out.line(out.paint('green', text));
    else if (line.startsWith('-')) out.line(out.paint('red', text));
    else out.line(line.startsWith('@') ? out.paint('cyan', text) : text);
  }
}
