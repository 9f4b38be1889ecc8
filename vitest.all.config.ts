import { defineConfig } from 'vitest/config';
import { filesOfOtherDays } from './test/support/slow-files.js';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Those over the wire, with real brokers and registries, and in projects of each kind have configs of their own.
    exclude: [
      '**/node_modules/**',
      'test/corpus/**',
      'test/wire/**',
      'test/real/**',
      
      'test/kinds/**',
    ],
    globalSetup: ['test/support/once-per-run.ts'],
    setupFiles: ['test/support/after-each-file.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Vitest leaves one of two cores idle unless told otherwise.
    maxWorkers: 2,
    // To load the sources anew for each file would take as long as the tests.
    isolate: false,
  },
});
