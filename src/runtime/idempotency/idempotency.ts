import type { InvocationContext } from '../consume/invocation-context.js';
import type { RawKafkaRecord } from '../kafka/kafka-event.js';

/** A record's claim: this run of the handler, and no other, may complete the record. */
export interface RecordClaim {
  /** The key of the record in the store, usable as the idempotency key of a service that the handler calls. */
  readonly key: string;
  /** Grows with each claim of the key: refuse smaller ones in what the handler writes. */
  readonly token: number;
  /** Which attempt this is, from 1; runs that were handed back at a deadline do not count. */
  readonly attempt: number;
  /** A new one for each claim. */
  readonly id: string;
  /** Milliseconds since 1970: another run may take over from then on. */
  readonly expiry: number;
}

/** A store's answer to a claim. */
export type ClaimAnswer =
  | { readonly kind: 'taken'; readonly claim: RecordClaim }
  /** The record was handled before. */
  | { readonly kind: 'completed' }
  /** Another run has it, at most until `expiry` (milliseconds since 1970). */
  | { readonly kind: 'held'; readonly expiry: number };

export interface ClaimRequest {
  readonly key: string;
  /** When the claim ends by itself, in milliseconds since 1970. */
  readonly expiry: number;
}

/** Where claims are kept. Every method rejects when the store cannot be reached. */
export interface IdempotencyStore {
  claim(request: ClaimRequest): Promise<ClaimAnswer>;
  /** Resolves with false if another run has taken over: the record does not count as handled by this one. */
  complete(claim: RecordClaim): Promise<boolean>;
  /** Frees a claim for the next run. Ignored if another run has taken over. */
  release(claim: RecordClaim, reason: ReleaseReason): Promise<void>;
  /** Whether claims count attempts over sandboxes; without, a limit of attempts is refused. */
  readonly countsAttempts: boolean;
}

/** Why a claim is given back: the handler rejected, or it stopped at the deadline. */
export type ReleaseReason = 'failed' | 'handedBack';

/** A claim that the consumer has. */
export interface OpenClaim {
  readonly claim: RecordClaim;
  /** Never rejects: a store that is lost is an outcome. */
  complete(): Promise<CompleteOutcome>;
  /** Never rejects: what cannot be released expires. */
  release(reason: ReleaseReason): Promise<void>;
}

/**
 * What became of completing a claim: `completed`; `superseded` by another run; or the store is `lost`, after
 * the handler has done its work.
 */
export type CompleteOutcome =
  | { readonly kind: 'completed' }
  | { readonly kind: 'superseded' }
  | { readonly kind: 'lost'; readonly cause: unknown; readonly countsAs: 'handled' | 'failed' };

/** The outcome of asking for a record. */
export type Claimed =
  | { readonly kind: 'taken'; readonly open: OpenClaim }
  | { readonly kind: 'duplicate'; readonly key: string }
  | { readonly kind: 'held'; readonly key: string; readonly expiry: number };

/** A record that is about to be handled. */
export interface ClaimedRecord {
  readonly raw: RawKafkaRecord;
  /** The decoded record, for a key that is taken from it; undefined for one that cannot be decoded. */
  readonly decoded: unknown;
  /** The ARN of the MSK cluster, if the event names one. */
  readonly cluster: string | undefined;
}

/** Makes at-least-once delivery safe: each record is claimed before it is handled. Made by `idempotent`. */
export interface Idempotency {
  /** As the store's. */
  readonly countsAttempts: boolean;
  /**
   * Claims a record. A record that another run holds is waited for until `invocation.signal` aborts, unless
   * `wait` is false. Rejects when the store cannot be reached.
   */
  claim(
    record: ClaimedRecord,
    invocation: InvocationContext,
    settings: { readonly wait: boolean },
  ): Promise<Claimed>;
  /** `settleUnderClaims`: the loop's code for claims comes with this value, so that no other bundle has it. */
  readonly settling: unknown;
}
