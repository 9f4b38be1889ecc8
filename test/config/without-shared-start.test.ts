import { expect, it } from 'vitest';

import { withoutSharedStart } from '../../src/diagnostics/without-shared-start.js';

const start = 'Searchable {"enableAutocomplete":true,"fieldName":"id","boostScore":';

it.each([
  ['short texts stay', ['string', 'string | null'], ['string', 'string | null']],
  ['long texts that differ early stay', [`a${start}`, `b${start}`], [`a${start}`, `b${start}`]],
  [
    'of a long shared start, the end is left',
    [`${start}5, and more`, `${start}10, and more`],
    ['…":"id","boostScore":5, and more', '…":"id","boostScore":10, and more'],
  ],
])('%s', (_, [before = '', after = ''], expected) => {
  expect(withoutSharedStart(before, after, 60)).toEqual(expected);
});
