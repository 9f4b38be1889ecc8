/** For how long a completed record is skipped, in milliseconds: longer than Kafka's default retention of 7 days. */
export const KEEP_FOR = 8 * 24 * 60 * 60_000;

/** How much the clocks of two sandboxes may differ; also for writes on the way when Lambda ends one. */
export const CLOCK_ALLOWANCE = 5_000;

/** How often a claim is tried whose item changes in between. */
export const MAX_CLAIM_TRIES = 3;
