import { afterAll, vi } from 'vitest';

import { removeTempFolders } from './temp-folder.js';

// Files of a worker share process and modules: a hook where folders are made would run for the first of them only.
afterAll(() => {
  removeTempFolders();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});
