import { defineConfig } from 'vitest/config';

/** Projects of each kind, from an empty folder and the packed tarball. Each installs packages from the registry. */
export default defineConfig({
  test: {
    include: ['test/kinds/**/*.test.ts'],
    testTimeout: 900_000,
    hookTimeout: 300_000,
    pool: 'forks',
    maxWorkers: 1,
  },
});
