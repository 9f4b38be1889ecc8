/** Why the reader cannot read what the writer writes. */
export interface ResolutionFault {
  /** The reader's field, as `Record.field`, or its type. */
  readonly at: string;
  readonly reason: string;
}

/** Reasons are made of the reasons further in: with two at each level, a text would double and double. */
const MAX_REASON = 500;

/** Faults as one reason; those further in than `at` name their own place. */
export function reasonOf(faults: readonly ResolutionFault[], at: string): string {
  return listed(
    faults.map((fault) => (fault.at === at ? fault.reason : `${fault.at}: ${fault.reason}`)),
  );
}

export function listed(reasons: readonly string[]): string {
  return shortened(reasons.join('; '));
}

export function shortened(text: string): string {
  return text.length <= MAX_REASON ? text : `${text.slice(0, MAX_REASON)}…`;
}
