import { defineConfig } from 'vitest/config';

// Apart from the other tests, for these take a JDK with Maven and Python with pip: see docs/development.md.
export default defineConfig({
  test: {
    include: [
      'test/real/**/*.test.ts',
      // The same as in `npm test`, with moto for DynamoDB, S3 and Glue.
      'test/registry/glue.test.ts',
      'test/runtime/dead-letter/s3-dead-letters.test.ts',
      'test/runtime/idempotency/{dynamodb-store,sandboxes}.test.ts',
      'test/simulate/all-settings.test.ts',
    ],
    globalSetup: ['test/real/start-parts.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Most of a minute of the simulator, next to tests that mostly wait.
    env: { SIMULATED_RECORDS: '40000' },
    // When its broker is restarted, kafkajs leaves this rejection of a fetch behind, and goes on.
    onUnhandledError: ({ name }) => name !== 'KafkaJSNoBrokerAvailableError',
    pool: 'forks',
    maxWorkers: 2,
  },
});
