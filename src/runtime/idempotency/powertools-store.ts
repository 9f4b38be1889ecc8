import { randomUUID } from 'node:crypto';
import { CLOCK_ALLOWANCE, KEEP_FOR, MAX_CLAIM_TRIES } from './claim-defaults.js';
import type { ClaimAnswer, IdempotencyStore, RecordClaim } from './idempotency.js';

/** Sets this store's items apart from others in the same table; the function's name would be part of them else. */
const KEY_PREFIX = 'kafka-record';

/**
 * A persistence layer of Powertools for AWS Lambda (TypeScript): `new DynamoDBPersistenceLayer(…)` and
 * `new CachePersistenceLayer(…)` of `@aws-lambda-powertools/idempotency` fit.
 */
export interface PowertoolsLayer {
  configure(options: { readonly config: PowertoolsConfig; readonly keyPrefix?: string }): void;
  getExpiresAfterSeconds(): number;
  saveInProgress(data: string, remainingTimeInMillis?: number): Promise<void>;
  saveSuccess(data: string, result: string): Promise<void>;
  deleteRecord(data: string): Promise<void>;
  getRecord(data: string): Promise<PowertoolsRecord>;
}

/** The part of Powertools' IdempotencyConfig that a layer reads. */
export interface PowertoolsConfig {
  readonly eventKeyJmesPath: string;
  readonly throwOnNoIdempotencyKey: boolean;
  readonly expiresAfterSeconds: number;
  readonly useLocalCache: boolean;
  readonly maxLocalCacheSize: number;
  readonly hashFunction: string;
}

export interface PowertoolsRecord {
  getStatus(): string;
  readonly inProgressExpiryTimestamp?: number | undefined;
}

export interface PowertoolsStoreSettings {
  /** An instance of its own: a layer takes its configuration once, and this store configures it. */
  readonly layer: PowertoolsLayer;
  /** For how long a completed record is skipped, in milliseconds; 8 days unless given. */
  readonly keepFor?: number | undefined;
  /** As that of `idempotent`. */
  readonly clockAllowance?: number | undefined;
}

/**
 * Keeps claims by a persistence layer of Powertools. Its writes do not name the claim, so that a run which outlives
 * its claim could complete that of another: this store refuses to complete or release that late by its own
 * clock, which narrows the gap and cannot close it. Attempts are not counted.
 */
export function powertoolsStore(settings: PowertoolsStoreSettings): IdempotencyStore {
  const { layer, keepFor = KEEP_FOR, clockAllowance = CLOCK_ALLOWANCE } = settings;
  configure(layer, Math.ceil(keepFor / 1000));
  const isLate = ({ expiry }: RecordClaim): boolean => expiry - 2 * clockAllowance < Date.now();

  return {
    countsAttempts: false,
    async claim(request) {
      const { key } = request;
      // The claim has to outlast the time at which it can be completed by the allowance of both clocks.
      const expiry = request.expiry + clockAllowance;
      for (let tries = 1; ; tries++) {
        const now = Date.now();
        const existing = await layer.saveInProgress(key, Math.max(expiry - now, 1)).then(
          () => undefined,
          (error: unknown) => existingRecord(error, () => layer.getRecord(key)),
        );
        if (existing === undefined) {
          // The layer counts nothing; the time grows, as well as clocks agree.
          const claim = { key, token: now, attempt: 1, id: randomUUID(), expiry };
          return { kind: 'taken', claim };
        }
        const answer = answerOf(existing, now);
        if (answer !== undefined) return answer;
        if (tries === MAX_CLAIM_TRIES) return { kind: 'held', expiry: now };
      }
    },
    async complete(claim) {
      if (isLate(claim)) return false;
      await layer.saveSuccess(claim.key, claim.id);
      return true;
    },
    async release(claim) {
      if (!isLate(claim)) await layer.deleteRecord(claim.key);
    },
  };
}

function configure(layer: PowertoolsLayer, expiresAfterSeconds: number): void {
  layer.configure({
    config: {
      eventKeyJmesPath: '',
      throwOnNoIdempotencyKey: true,
      expiresAfterSeconds,
      useLocalCache: false,
      maxLocalCacheSize: 0,
      // Powertools' default is MD5: two keys of one hash would lose a record.
      hashFunction: 'sha256',
    },
    keyPrefix: KEY_PREFIX,
  });
  if (layer.getExpiresAfterSeconds() !== expiresAfterSeconds)
    throw new TypeError(
      'the persistence layer is already configured, and takes its configuration only once; make one for `powertoolsStore` alone',
    );
}

/** The record that refused a claim, known by the error's name; rethrows any other error. */
async function existingRecord(
  error: unknown,
  read: () => Promise<PowertoolsRecord>,
): Promise<PowertoolsRecord> {
  if (!(error instanceof Error) || error.name !== 'IdempotencyItemAlreadyExistsError') throw error;
  // `existingRecord` of Powertools' error; undefined where the service does not return the item.
  const existing =
    'existingRecord' in error ? (error.existingRecord as PowertoolsRecord | undefined) : undefined;
  return existing ?? (await read().catch(goneRecord));
}

function goneRecord(error: unknown): PowertoolsRecord {
  if (!(error instanceof Error) || error.name !== 'IdempotencyItemNotFoundError') throw error;
  return { getStatus: () => 'EXPIRED' };
}

function answerOf(record: PowertoolsRecord, now: number): ClaimAnswer | undefined {
  const status = record.getStatus();
  if (status === 'COMPLETED') return { kind: 'completed' };
  const held = record.inProgressExpiryTimestamp ?? 0;
  return status === 'INPROGRESS' && held >= now ? { kind: 'held', expiry: held } : undefined;
}
