import { describe, expect, test } from 'vitest';
import { configuration } from './configuration.js';
import { explore } from './explore.js';
import { MUTANTS } from './mutant-configurations.js';
import { PROTOCOL } from './protocol-configurations.js';

/** All configurations have some 2.6 million states, which takes minutes and gigabytes. */
const EXPLORED = process.env.TEST_ALL ? Infinity : 3000;
const TIME = 1_800_000;

describe('the protocol of the consumer holds, whatever happens in whatever order', () => {
  const chosen = PROTOCOL.filter(([, states]) => states <= EXPLORED);

  test.each(chosen)(
    '%s: %i states',
    (_, states, changes) => {
      const { found, ...size } = explore(configuration(changes));
      const violations = [...found].filter(([kind]) => !kind.startsWith('second effect, excused by'));
      expect(violations).toEqual([]);
      expect(size).toEqual({ states, cut: false });
    },
    TIME,
  );
});

describe('the model finds what goes wrong when a consumer', () => {
  test.each(MUTANTS)('$name', ({ finds, findsLater = [], changes }) => {
    const until = process.env.TEST_ALL ? [...finds, ...findsLater] : finds;
    const { found } = explore(configuration(changes), { until, limit: 120_000 });
    expect([...found.keys()]).toEqual(expect.arrayContaining([...until]));
  });
});

test('a store that is lost after the side effect needs no second one if the record counts as handled', () => {
  const faults = { lostStore: 1, crash: 0, lostSight: 0, deadline: 0, failure: 0, lostCommit: 0 };
  expect([...explore(configuration({ faults })).found.keys()]).toEqual([]);
});

test('the shortest way to a violation is given step by step', () => {
  const { found } = explore(configuration({ mutant: 'swallows-rejection' }), { until: ['lost'] });
  expect(found.get('lost')).toEqual([
    'Lambda delivers [0] to sandbox 0',
    'sandbox 0 claims 0',
    'sandbox 0: 0 fails without a side effect, its claim is released',
    'sandbox 0 answers success',
    'record 0 is committed and was never handled',
  ]);
});
