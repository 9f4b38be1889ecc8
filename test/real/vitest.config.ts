import { defineConfig } from 'vitest/config';

// Apart from the other tests, for these take a JDK with Maven and Python with pip: see docs/development.md.
export default defineConfig({
  test: {
    include: ['test/real/**/*.test.ts', 'test/registry/glue.test.ts'],
    globalSetup: ['test/real/start-parts.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
