import type { PaymentCaptured } from '../consumers/payment-events/types.js';
import { multiplyDecimal } from './decimal.js';
import { addAmount, type Amount, type Totals } from './totals.js';

/** Where the money of one payment is. */
export interface Ledger {
  /** The ids of the events that it holds. */
  readonly posted: readonly string[];
  /** Set aside for us by the payment provider. */
  readonly held: Totals;
  /** Ours, refunds taken off. */
  readonly received: Totals;
  /** What the provider kept of it. */
  readonly fees: Totals;
}

const emptyLedger: Ledger = { posted: [], held: {}, received: {}, fees: {} };

/** Makes the change that an event calls for, unless it was made before: money is never counted twice. */
export function postOnce(
  ledger: Ledger | undefined,
  eventId: string,
  change: (ledger: Ledger) => Ledger,
): Ledger {
  const { posted } = ledger ?? emptyLedger;
  if (ledger !== undefined && posted.includes(eventId)) return ledger;
  return { ...change(ledger ?? emptyLedger), posted: [...posted, eventId] };
}

export function hold(ledger: Ledger, amount: Amount): Ledger {
  return { ...ledger, held: addAmount(ledger.held, amount) };
}

export function capture(ledger: Ledger, { amount, fee, isFinal }: PaymentCaptured): Ledger {
  return {
    ...ledger,
    held: isFinal ? {} : addAmount(ledger.held, negated(amount)),
    received: addAmount(ledger.received, amount),
    fees: addAmount(ledger.fees, fee),
  };
}

/** Nothing more will come of the payment. */
export function release(ledger: Ledger): Ledger {
  return { ...ledger, held: {} };
}

export function refund(ledger: Ledger, amount: Amount): Ledger {
  return { ...ledger, received: addAmount(ledger.received, negated(amount)) };
}

function negated({ amount, currency }: Amount): Amount {
  return { amount: multiplyDecimal(amount, -1), currency };
}
