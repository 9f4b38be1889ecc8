import { parkIn, type ParkingLot } from '../../shop/parking-lot.js';
import { moveStock, type StockLevel } from '../../shop/stock-level.js';
import type { Table } from '../../shop/table.js';
import { stores } from '../../stores.js';
import { consumeStockMovements } from './consumer.js';

/** Keeps the stock of each article. Sums are not safe to repeat by themselves: `moveStock` tells what it has counted. */
export const createHandler = (stockLevels: Table<StockLevel>, parkingLot: ParkingLot) =>
  consumeStockMovements(
    async ({ value: movement, partition, offset }) => {
      // What was scanned is never taken back; a correction is a movement of its own.
      if (movement === null) return;

      await stockLevels.update(movement.sku, (level) =>
        moveStock(level, movement, { partition, offset }),
      );
    },
    { onInvalid: parkIn(parkingLot) },
  );

export const handler = createHandler(stores.stockLevels, stores.parkingLot);
