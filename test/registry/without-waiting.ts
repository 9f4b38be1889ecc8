import { vi } from 'vitest';

import { systemClock } from '../../src/http/system-clock.js';

/** In the tests of this file, retries wait no longer than it takes to say so. */
export function withoutWaiting(): void {
  vi.spyOn(systemClock, 'now').mockReturnValue(0);
  vi.spyOn(systemClock, 'wait').mockResolvedValue();
  vi.spyOn(systemClock, 'random').mockReturnValue(0);
}
