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
  /** The hooks that are not done. */
  readonly pending: ReadonlySet<Promise<unknown>>;
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
    pending,
  };
}

function logFailure(name: string, cause: unknown): void {
  logHook(`the hook ${name} failed: ${thrownReason(cause)}`);
}

/** Writes to the log what is wrong with a hook. */
export function logHook(text: string): void {
  console.error(`gen-msk-consumer: ${text}`);
}
