import { describe, expect, test } from 'vitest';
import { isWithin } from '../../src/paths/real-path.js';

describe('isWithin', () => {
  test.each([
    ['/project', '/project', true],
    ['/project', '/project/schemas/a.avsc', true],
    ['/project', '/project/..a', true],
    ['/project', '/', false],
    ['/project/app', '/project', false],
    ['/project/app', '/project/schemas', false],
    ['/project/app', '/', false],
  ])('%s, %s: %s', (folder, path, expected) => {
    expect(isWithin(folder, path)).toBe(expected);
  });
});
