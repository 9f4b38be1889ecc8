import type { Contact } from './shop/contact.js';
import type { Delivery } from './shop/delivery.js';
import type { Ledger } from './shop/ledger.js';
import type { OrderHistory } from './shop/order-history.js';
import { MemoryParkingLot, type ParkingLot } from './shop/parking-lot.js';
import type { PointsAccount } from './shop/points-account.js';
import type { ReturnCase } from './shop/return-case.js';
import type { Shelf } from './shop/shelves.js';
import type { StockLevel } from './shop/stock-level.js';
import { MemoryTable, type Table } from './shop/table.js';

interface Stores {
  /** By customer id. */
  readonly orderHistories: Table<OrderHistory>;
  /** By payment id. */
  readonly ledgers: Table<Ledger>;
  /** By customer id. */
  readonly contacts: Table<Contact>;
  /** The shelves of one top category, by the key of its records. */
  readonly shelves: Table<readonly Shelf[]>;
  /** By stock keeping unit. */
  readonly stockLevels: Table<StockLevel>;
  /** By shipment id. */
  readonly deliveries: Table<Delivery>;
  /** By return id. */
  readonly returnCases: Table<ReturnCase>;
  /** By customer id. */
  readonly pointsAccounts: Table<PointsAccount>;
  readonly parkingLot: ParkingLot;
}

/**
 * What the deployed handlers work on. Everything here is in memory, so that the example runs without an account: a
 * Lambda function that is frozen or replaced forgets it all. Put your database and your dead-letter queue here.
 */
export const stores: Stores = {
  orderHistories: new MemoryTable(),
  ledgers: new MemoryTable(),
  contacts: new MemoryTable(),
  shelves: new MemoryTable(),
  stockLevels: new MemoryTable(),
  deliveries: new MemoryTable(),
  returnCases: new MemoryTable(),
  pointsAccounts: new MemoryTable(),
  parkingLot: new MemoryParkingLot(),
};
