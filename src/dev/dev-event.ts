import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { DeliveredBatch } from './delivered-batch.js';

/** What happens while `dev` runs. */
export type DevEvent =
  | { readonly kind: 'started'; readonly group: string | null; readonly letters: string; readonly handler: string }
  /** Partitions of the topic were assigned to this run: each goes on where the group has committed. */
  | { readonly kind: 'assigned'; readonly partitions: readonly number[] }
  | { readonly kind: 'batch'; readonly batch: DeliveredBatch }
  /** Files of the handler have changed: it was loaded again, or cannot be. */
  | { readonly kind: 'restarted'; readonly diagnostics: readonly Diagnostic[] }
  /** Something went wrong that is tried again. */
  | { readonly kind: 'problem'; readonly message: string }
  /** What the handler writes to standard output and standard error. */
  | { readonly kind: 'output'; readonly text: string };
