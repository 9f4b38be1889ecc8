import type { Handler, KafkaEvent, Sink } from '../candidate.js';

type Consume = (handle: (record: { readonly value: unknown }) => Promise<void>) => (event: KafkaEvent) => unknown;

/** The generated consumer as a team deploys it: keys, headers, order, errors and all. */
export function createHandler({ consume }: { readonly consume: Consume }, sink: Sink): Handler {
  return consume((record) => {
    sink(record.value);
    return Promise.resolve();
  });
}
