import { defineConfig } from 'vitest/config';

// Apart from the other tests, for these take a C compiler and librdkafka: see docs/registries.md.
export default defineConfig({
  test: {
    include: ['test/wire/**/*.test.ts'],
    globalSetup: ['test/wire/compile-mock-cluster.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
