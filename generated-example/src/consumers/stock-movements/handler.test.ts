import { expect, test } from 'vitest';
import { MemoryParkingLot } from '../../shop/parking-lot.js';
import type { StockLevel } from '../../shop/stock-level.js';
import { MemoryTable } from '../../shop/table.js';
import { encodeStockMovementsValue, stockMovementSample, stockMovementsEvent } from './fixture.js';
import { createHandler } from './handler.js';

const arrival = { sku: 'SKU-1', quantity: 10, unitCost: '0.3333' };
const sale = { ...arrival, quantity: -4 };

function setUp() {
  const levels = new MemoryTable<StockLevel>();
  const parkingLot = new MemoryParkingLot();
  return {
    handler: createHandler(levels, parkingLot),
    parkingLot,
    level: () => levels.get('SKU-1'),
  };
}

test('handles every record of a batch', async () => {
  const { handler, level } = setUp();

  await handler(
    stockMovementsEvent([
      { value: arrival },
      { value: sale },
      { value: arrival, partition: 3, offset: 100 },
    ]),
  );

  expect(await level()).toEqual({ quantity: 16, cost: '5.3328', countedTo: { 0: 1, 3: 100 } });
});

test('takes a record that Lambda delivers twice', async () => {
  const { handler, level } = setUp();
  const event = stockMovementsEvent({ value: arrival, offset: 42 });

  await handler(event);
  await handler(event);

  expect(await level()).toEqual({ quantity: 10, cost: '3.3330', countedTo: { 0: 42 } });
});

test('passes over a tombstone', async () => {
  const { handler, level } = setUp();

  await handler(stockMovementsEvent([{ value: arrival }, { value: null }]));

  expect(await level()).toMatchObject({ quantity: 10 });
});

test('parks a record that cannot be decoded and goes on', async () => {
  const { handler, parkingLot, level } = setUp();
  const cutShort = encodeStockMovementsValue(stockMovementSample).subarray(0, -1);

  await handler(
    stockMovementsEvent([{ value: arrival }, { valueBytes: cutShort }, { value: sale }]),
  );

  expect(parkingLot.parked.map(({ record }) => record.offset)).toEqual([1]);
  expect(await level()).toMatchObject({ quantity: 6 });
});
