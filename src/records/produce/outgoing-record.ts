import type { EventRecord } from '../../runtime/simulate/build-event.js';

/** What a record that is written is meant to be. */
export type OutgoingKind = 'value' | 'tombstone' | 'poison';

/** A record to be written: to a topic, or to a file of events. */
export interface OutgoingRecord extends Omit<EventRecord, 'partition' | 'offset' | 'timestamp'> {
  readonly kind: OutgoingKind;
  /** Undefined where the key decides. */
  readonly partition: number | undefined;
}

/** Where a record was written. */
export interface WrittenPlace {
  readonly partition: number;
  readonly offset: number;
}
