/** One or more lines of the table of goals, measured together. */
export interface Experiment {
  /** What `--only` selects it by. */
  readonly name: string;
  readonly title: string;
  /** What is compared, and the goals: a paragraph. */
  readonly about: string;
  /** Measures; returns Markdown. */
  readonly run: (options: ExperimentOptions) => Promise<string>;
}

export interface ExperimentOptions {
  readonly rounds: number;
  /** Small projects and short measurements: to see that all is well, not to compare figures. */
  readonly quick: boolean;
}
