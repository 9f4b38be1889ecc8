import { parkIn, type ParkingLot } from '../../shop/parking-lot.js';
import { countOnce, type PointsAccount } from '../../shop/points-account.js';
import type { Table } from '../../shop/table.js';
import { stores } from '../../stores.js';
import { consumeLoyaltyPoints } from './consumer.js';

/** Keeps the points of each customer. Several systems write events, some of them twice: `countOnce` goes by their ids. */
export const createHandler = (pointsAccounts: Table<PointsAccount>, parkingLot: ParkingLot) =>
  consumeLoyaltyPoints(
    async ({ value: event }) => {
      // What happened is never taken back; points that were wrong are events of their own.
      if (event === null) return;

      await pointsAccounts.update(event.data.customerId, (account) => countOnce(account, event));
    },
    { onInvalid: parkIn(parkingLot) },
  );

export const handler = createHandler(stores.pointsAccounts, stores.parkingLot);
