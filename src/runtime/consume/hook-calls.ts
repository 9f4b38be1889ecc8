import type { ConsumerHooks } from './hooks.js';
import { thrownReason } from '../kafka/thrown-reason.js';

/** Calls hooks so that none can change what the consumer answers: a hook that fails is written to the log. */
export class HookCalls {
  private readonly hooks: ConsumerHooks;
  private readonly pending = new Set<Promise<void>>();

  constructor(hooks: ConsumerHooks) {
    this.hooks = hooks;
  }

  /** Whether anybody listens. */
  has(name: keyof ConsumerHooks): boolean {
    return this.hooks[name] !== undefined;
  }

  call<Name extends keyof ConsumerHooks>(
    name: Name,
    ...args: Parameters<NonNullable<ConsumerHooks[Name]>>
  ): void {
    // The hook takes these arguments, which TypeScript cannot follow through the name.
    const hook = this.hooks[name] as ((...given: unknown[]) => unknown) | undefined;
    if (hook === undefined) return;
    try {
      const outcome = hook(...args);
      if (outcome === undefined) return;
      const settled = Promise.resolve(outcome)
        .then(
          () => undefined,
          (cause: unknown) => report(name, cause),
        )
        .then(() => void this.pending.delete(settled));
      this.pending.add(settled);
    } catch (cause) {
      report(name, cause);
    }
  }

  /** Waits for hooks that are not done, as long as `waitFor` does. */
  async settle(waitFor: (work: Promise<unknown>) => Promise<boolean>): Promise<void> {
    if (this.pending.size === 0) return;
    const isDone = await waitFor(Promise.all(this.pending));
    if (!isDone) console.error('gen-msk-consumer: a hook did not settle before the deadline');
  }
}

function report(name: string, cause: unknown): void {
  console.error(`gen-msk-consumer: the hook ${name} failed: ${thrownReason(cause)}`);
}
