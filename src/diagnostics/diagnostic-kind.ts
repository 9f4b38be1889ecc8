/** What a diagnostic code means, and the exit code that it leads to as an error. */
export interface DiagnosticKind {
  readonly title: string;
  readonly cause: string;
  readonly fix: string;
  /** `warning`: something to act on, which fails only a strict run. Absent: an error or a note. */
  readonly severity?: 'warning';
  /** 0: a note; 1: drift; 2: an error in the config, a schema or the command line; 3: the registry or broker failed; 70: a bug. */
  readonly exitCode: 0 | 1 | 2 | 3 | 70;
}
