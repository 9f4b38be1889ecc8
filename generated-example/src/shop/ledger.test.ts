import { expect, test } from 'vitest';
import { paymentCapturedSample } from '../consumers/payment-events/fixture.js';
import { capture, hold, postOnce } from './ledger.js';

const euro = (amount: string) => ({ amount, currency: 'EUR' });

test('holds nothing any more after the final capture, even of a part', () => {
  const held = postOnce(undefined, '0-1', (ledger) => hold(ledger, euro('100.00')));
  const final = {
    ...paymentCapturedSample,
    amount: euro('60.00'),
    fee: euro('0.85'),
    isFinal: true,
  };

  expect(postOnce(held, '0-2', (ledger) => capture(ledger, final))).toEqual({
    posted: ['0-1', '0-2'],
    held: {},
    received: { EUR: '60.00' },
    fees: { EUR: '0.85' },
  });
});
