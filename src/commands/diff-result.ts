import type { Effect } from '../compat/comparison.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Impact } from '../impact/impact.js';
import type { TopicDiff } from '../history/topic-diff.js';

/** What `diff` answers with. */
export interface DiffResult {
  /** The folder of the config, absolute: paths of versions and diagnostics are relative to it. Null when none was found. */
  readonly root: string | null;
  /** What was compared, in words: "HEAD", "the snapshot", "version 3". */
  readonly before: string;
  /** With what: "the working tree", "the registry", "version 7". */
  readonly after: string;
  /** The worst that any of the changes means; `safe` where there is none. */
  readonly effect: Effect;
  /** Every topic that was compared, in code-point order; empty where the comparison could not be made. */
  readonly topics: readonly TopicDiff[];
  /** The places of the team's own code that the changes touch; absent where nobody looked for them. */
  readonly impacts?: readonly Impact[];
  /** With `apply`: the files that were written, relative to the root. */
  readonly written?: readonly string[];
  /** Of severity `error` where the comparison could not be made. */
  readonly diagnostics: readonly Diagnostic[];
}
