import { expect, test } from 'vitest';
import { NotHandledError } from '../../src/runtime/errors.js';

test.each([
  ['shop.Order', 'records of type shop.Order are not handled yet'],
  [7, 'records of type 7 are not handled yet'],
  [null, 'records of type null are not handled yet'],
])('a NotHandledError says of %j that no code handles it', (type, message) => {
  const error = new NotHandledError(type);
  expect([error.name, error.type, String(error)]).toEqual(['NotHandledError', type, `NotHandledError: ${message}`]);
});
