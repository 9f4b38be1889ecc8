import type { LoyaltyPointsChanged } from '../consumers/loyalty-points/types.js';

/** A customer's loyalty points. */
export interface PointsAccount {
  readonly balance: number;
  /** When the change happened that the balance is from. */
  readonly asOf: Date;
  /** What has come in, ever. */
  readonly earned: number;
  /** What has gone out for goods, ever. */
  readonly spent: number;
  /** The last events that are counted in. Kept in the row with the sums, so that both are written or neither is. */
  readonly counted: readonly string[];
}

/** As many events as a producer may send again after others. */
const REMEMBERED = 50;

/** Counts a change in, unless it was before: CloudEvents tells events apart by source and id, wherever they come from. */
export function countOnce(
  account: PointsAccount | undefined,
  event: LoyaltyPointsChanged,
): PointsAccount {
  const { balance, asOf, earned, spent, counted } = account ?? emptyAccount;
  // A source is a URI reference, which has no spaces: no other pair makes the same text.
  const eventKey = `${event.source} ${event.id}`;
  if (account !== undefined && counted.includes(eventKey)) return account;
  const isNewer = event.time >= asOf;
  return {
    balance: isNewer ? event.data.balance : balance,
    asOf: isNewer ? event.time : asOf,
    ...countedIn({ earned, spent }, event),
    counted: [...counted, eventKey].slice(-REMEMBERED),
  };
}

const emptyAccount: PointsAccount = {
  balance: 0,
  asOf: new Date(0),
  earned: 0,
  spent: 0,
  counted: [],
};

function countedIn(
  { earned, spent }: Pick<PointsAccount, 'earned' | 'spent'>,
  { type, data }: LoyaltyPointsChanged,
) {
  switch (type) {
    case 'shop.loyalty.points.earned':
      return { earned: earned + data.points, spent };
    case 'shop.loyalty.points.spent':
      return { earned, spent: spent - data.points };
    case 'shop.loyalty.points.expired':
      return { earned, spent };
  }
}
