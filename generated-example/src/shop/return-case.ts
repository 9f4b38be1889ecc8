import type {
  Money,
  ReturnReceived,
  ReturnRefused,
  ReturnRequested,
} from '../consumers/return-events/types.js';

/** How it stands with goods that a customer sends back. */
export type ReturnCase =
  | { readonly state: 'AWAITED'; readonly pieces: number }
  | { readonly state: 'REFUSED'; readonly explanation: string }
  | {
      readonly state: 'REFUNDED';
      readonly refund: Money;
      /** Whether the goods can be sold again as new. */
      readonly restock: boolean;
    };

/** A request that comes again does not open a case anew. */
export function awaitGoods(known: ReturnCase | undefined, { items }: ReturnRequested): ReturnCase {
  return (
    known ?? {
      state: 'AWAITED',
      pieces: items.reduce((pieces, { quantity }) => pieces + quantity, 0),
    }
  );
}

/** Posts the refund of a case: the first one, and no other. */
export function postRefund(
  known: ReturnCase | undefined,
  { refund, condition }: ReturnReceived,
): ReturnCase {
  if (known?.state === 'REFUNDED') return known;
  return { state: 'REFUNDED', refund, restock: condition === 'AS_NEW' };
}

/** What has been refunded stays so. */
export function refuse(known: ReturnCase | undefined, { explanation }: ReturnRefused): ReturnCase {
  return known?.state === 'REFUNDED' ? known : { state: 'REFUSED', explanation };
}
