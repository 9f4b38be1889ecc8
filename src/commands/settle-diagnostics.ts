import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { DiagnosticCode } from '../diagnostics/diagnostic-codes.js';

/** What identifies the diagnostics of a topic, and which warnings about it the team accepts. */
export interface TopicSources {
  /** Where the config names it, as a JSON pointer. */
  readonly pointer: string;
  /** Its generated folder, relative to the project's root. */
  readonly folder: string;
  /** Every schema file that it uses. */
  readonly files: readonly string[];
  readonly acknowledge: readonly DiagnosticCode[];
}

/** How a run takes warnings. */
export interface WarningPolicy {
  /** Whether warnings count as errors. */
  readonly strict: boolean;
  /** The config file, relative to the project's root. */
  readonly config: string;
  readonly topics: readonly TopicSources[];
}

/** The diagnostics with acknowledged warnings as notes and, in a strict run, all others as errors. */
export function settleDiagnostics(diagnostics: readonly Diagnostic[], policy: WarningPolicy): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    if (diagnostic.severity !== 'warning') return diagnostic;
    if (isAcknowledged(diagnostic, policy)) return { ...diagnostic, severity: 'note' };
    return policy.strict ? { ...diagnostic, severity: 'error' } : diagnostic;
  });
}

/** Whether all topics that a warning is about acknowledge it: one about a shared file stays while a topic does not. */
function isAcknowledged({ code, location }: Diagnostic, { config, topics }: WarningPolicy): boolean {
  if (location === undefined) return false;
  const { file, pointer = '' } = location;
  const concerned = topics.filter((topic) =>
    file === config
      ? `${pointer}/`.startsWith(`${topic.pointer}/`)
      : topic.files.includes(file) || file.startsWith(`${topic.folder}/`),
  );
  return concerned.length > 0 && concerned.every(({ acknowledge }) => acknowledge.includes(code));
}
