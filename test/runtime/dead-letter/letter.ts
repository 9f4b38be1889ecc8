import type { DeadLetter } from '../../../src/runtime/dead-letter/dead-letter.js';
import { rawRecord } from '../raw-event.js';

export function deadLetter(offset: number, overrides: Partial<DeadLetter> = {}): DeadLetter {
  return {
    record: rawRecord(3, offset, { headers: [{ traceparent: [48, 48, -1] }] }),
    code: 'undecodable',
    reason: 'the value ends after 2 bytes (Order.id, byte 2)',
    stage: 'decode the value',
    schemaId: '7',
    key: `1#orders-fn#shop#orders#3#${offset}#1700000000000`,
    cluster: 'shop',
    attempts: 2,
    failedAt: 1_800_000_000_123,
    ...overrides,
  };
}
