import { recordOrder, type OrderHistory } from '../../shop/order-history.js';
import { parkIn, type ParkingLot } from '../../shop/parking-lot.js';
import type { Table } from '../../shop/table.js';
import { stores } from '../../stores.js';
import { consumeOrders } from './consumer.js';

/** Keeps what each customer has ordered. An order comes again with each change to it, and maybe more than once. */
export const createHandler = (orderHistories: Table<OrderHistory>, parkingLot: ParkingLot) =>
  consumeOrders(
    async ({ value: order, partition, offset }) => {
      // The topic forgets old orders; the history of a customer does not.
      if (order === null) return;

      await orderHistories.update(String(order.customerId), (history) =>
        recordOrder(history, order, { partition, offset }),
      );
    },
    { onInvalid: parkIn(parkingLot) },
  );

export const handler = createHandler(stores.orderHistories, stores.parkingLot);
