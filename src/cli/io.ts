/** A stream that a command prints to. */
export interface Output {
  readonly write: (text: string) => unknown;
  readonly isTTY: boolean;
}

/** All that a command line run sees of the process around it. */
export interface Io {
  /** Carries the result. */
  readonly stdout: Output;
  /** Carries problems and remarks. */
  readonly stderr: Output;
  readonly stdin: {
    readonly isTTY: boolean;
    /** All that is on standard input. Absent where there is none. */
    readonly read?: () => Promise<Uint8Array>;
  };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The current folder, absolute. */
  readonly cwd: string;
  /**
   * Resolves when the process is asked to end (Ctrl+C, SIGTERM); until it is called, that ends it at once. Absent where
   * nothing can ask.
   */
  readonly untilStopped?: () => Promise<void>;
}
