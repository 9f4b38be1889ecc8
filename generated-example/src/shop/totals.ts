import { addDecimals } from './decimal.js';

export interface Amount {
  /** A decimal as in `'-12.50'`. */
  readonly amount: string;
  /** ISO 4217 code, as in EUR. */
  readonly currency: string;
}

/** Sums of money, one for each currency: euros and crowns do not add up. */
export type Totals = Readonly<Record<string, string>>;

export function addAmount(totals: Totals, { amount, currency }: Amount): Totals {
  return { ...totals, [currency]: addDecimals(totals[currency] ?? '0', amount) };
}

export function sumAmounts(amounts: Iterable<Amount>): Totals {
  let totals: Totals = {};
  for (const amount of amounts) totals = addAmount(totals, amount);
  return totals;
}
