import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/corpus/**'],
    testTimeout: 120_000,
    pool: 'forks',
    // Vitest leaves one of two cores idle unless told otherwise.
    maxWorkers: 2,
  },
});
