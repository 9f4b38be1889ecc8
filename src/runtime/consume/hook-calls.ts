import { thrownReason } from '../kafka/thrown-reason.js';
import type { ConsumerHooks } from './hooks.js';

/** Calls hooks so that none can change what the consumer answers. */
export interface HookCalls {
  /** Whether anybody listens to `onRecord`, which is asked for each record. */
  readonly hearsRecords: boolean;
  /** Calls a hook, if anybody listens. */
  call<Name extends keyof ConsumerHooks>(
    name: Name,
    ...args: Parameters<NonNullable<ConsumerHooks[Name]>>
  ): void;
  /** Waits for hooks that are not done, as long as `waitFor` does. */
  settle(waitFor: (work: Promise<unknown>) => Promise<boolean>): Promise<void>;
}

/** The hooks of one invocation; one that fails is written to the log. */
export function hookCalls(hooks: ConsumerHooks): HookCalls {
  const pending = new Set<Promise<unknown>>();
  return {
    hearsRecords: hooks.onRecord !== undefined,
    call(name, ...args) {
      // The hook takes these arguments, which TypeScript cannot follow through the name.
      const hook = hooks[name] as ((...given: unknown[]) => unknown) | undefined;
      try {
        const outcome = hook?.(...args);
        if (outcome === undefined) return;
        const settled: Promise<unknown> = Promise.resolve(outcome)
          .catch((cause: unknown) => {
            logFailure(name, cause);
          })
          .then(() => pending.delete(settled));
        pending.add(settled);
      } catch (cause) {
        logFailure(name, cause);
      }
    },
    async settle(waitFor) {
      if (pending.size > 0 && !(await waitFor(Promise.all(pending))))
        log('a hook did not settle before the deadline');
    },
  };
}

function logFailure(name: string, cause: unknown): void {
  log(`the hook ${name} failed: ${thrownReason(cause)}`);
}

function log(text: string): void {
  console.error(`gen-msk-consumer: ${text}`);
}
