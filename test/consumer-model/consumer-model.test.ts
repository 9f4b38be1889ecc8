import { describe, expect, test } from 'vitest';
import { configuration } from './configuration.js';
import { explore } from './explore.js';
import { MUTANTS } from './mutant-configurations.js';
import { PROTOCOL } from './protocol-configurations.js';

/** All configurations have some 2.6 million states, which takes minutes and gigabytes. */
const EXPLORED = process.env.TEST_ALL ? Infinity : 3000;

describe('the protocol of the consumer holds, whatever happens in whatever order', () => {
  const chosen = PROTOCOL.filter(([, states]) => states <= EXPLORED);

  test.each(chosen)('%s: %i states', (_, states, changes) => {
    const { found, ...size } = explore(configuration(changes));
    const violations = [...found].filter(([kind]) => !kind.startsWith('second effect, excused by'));
    expect(violations).toEqual([]);
    expect(size).toEqual({ states, cut: false });
  });
});

describe('the model finds what goes wrong when a consumer', () => {
  test.each(MUTANTS)('$name', ({ finds, changes }) => {
    const { found } = explore(configuration(changes), process.env.TEST_ALL ? 120_000 : 5000);
    expect([...found.keys()]).toEqual(expect.arrayContaining([...finds]));
  });
});

test('a store that is lost after the side effect, and counts it as done, needs no second one', () => {
  const faults = { lostStore: 1, crash: 0, lostSight: 0, deadline: 0, failure: 0, lostCommit: 0 };
  expect([...explore(configuration({ faults })).found.keys()]).toEqual([]);
});

test('the way to a violation is told step by step'.replace('told', 'described'), () => {
  const { found } = explore(configuration({ mutant: 'swallows-rejection' }), 1000);
  expect(found.get('lost')).toEqual([]);
});
