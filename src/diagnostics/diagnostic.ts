import type { DiagnosticCode } from './diagnostic-codes.js';

/** Where a problem is: a file, a JSON pointer into it and, where there is text, a line and column (both from 1). */
export interface Location {
  /** Relative to the project's root, with `/`. */
  readonly file: string;
  readonly pointer?: string;
  readonly line?: number;
  readonly column?: number;
}

/** An expected failure or a remark, as a value: stages return them, reporters print them. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  /** `note`: good to know, with nothing to be done. */
  readonly severity: 'error' | 'warning' | 'note';
  /** One sentence: what is wrong, with what was expected. */
  readonly message: string;
  readonly location?: Location;
  /** One sentence: how to fix it. */
  readonly help?: string;
  /** The exit code that it leads to as an error, where that is not the one of its code. */
  readonly exitCode?: 0 | 1 | 2 | 3;
  /** Lines of code to be put in by hand. */
  readonly paste?: string;
}

/** A value, or the problems that kept it from being made. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly problems: readonly Diagnostic[] };
