import { expect, test } from 'vitest';
import type { Delivery } from '../../shop/delivery.js';
import { MemoryParkingLot } from '../../shop/parking-lot.js';
import { MemoryTable } from '../../shop/table.js';
import { encodeShipmentsValue, shipmentSample, shipmentsEvent } from './fixture.js';
import { createHandler } from './handler.js';
import type { Shipment } from './types.js';

const shipmentId = '11111111-1111-4111-8111-111111111111';
const created: Partial<Shipment> = { shipmentId, status: 'CREATED' };
const underway: Partial<Shipment> = { shipmentId, status: 'IN_TRANSIT' };
const delivered: Partial<Shipment> = {
  shipmentId,
  status: 'DELIVERED',
  deliveredAt: '2026-05-04T10:30:00Z',
};

/** The document as a producer with a Confluent serializer sends it. */
function framed(schemaId: number, document: unknown): Buffer {
  return Buffer.concat([Buffer.of(0, 0, 0, 0, schemaId), Buffer.from(JSON.stringify(document))]);
}

function setUp() {
  const deliveries = new MemoryTable<Delivery>();
  const parkingLot = new MemoryParkingLot();
  const handler = createHandler(deliveries, parkingLot);
  return { handler, parkingLot, delivery: (id = shipmentId) => deliveries.get(id) };
}

test('handles every record of a batch', async () => {
  const { handler, delivery } = setUp();
  const other = '22222222-2222-4222-8222-222222222222';

  await handler(
    shipmentsEvent([
      { value: created },
      { value: { shipmentId: other, status: 'RETURNED' } },
      { value: delivered },
    ]),
  );

  expect(await delivery()).toMatchObject({
    status: 'DELIVERED',
    deliveredAt: '2026-05-04T10:30:00Z',
  });
  expect(await delivery(other)).toMatchObject({ status: 'RETURNED' });
});

test('takes a record that Lambda delivers twice', async () => {
  const { handler, delivery } = setUp();
  const older = shipmentsEvent({ value: underway, offset: 42 });

  await handler(older);
  await handler(shipmentsEvent({ value: delivered, offset: 43 }));
  const before = await delivery();
  await handler(older);

  expect(before).toMatchObject({ status: 'DELIVERED' });
  expect(await delivery()).toBe(before);
});

test('forgets a shipment at a tombstone', async () => {
  const { handler, delivery } = setUp();

  await handler(shipmentsEvent([{ value: created }, { key: shipmentId, value: null }]));

  expect(await delivery()).toBeUndefined();
});

test('reads what producers with the first schema write', async () => {
  const { handler, parkingLot, delivery } = setUp();
  // JSON has no properties that are undefined.
  const first = { ...shipmentSample, ...delivered, deliveredAt: undefined, note: undefined };

  await handler(shipmentsEvent({ valueBytes: framed(12, first) }));

  expect(parkingLot.parked).toEqual([]);
  expect(await delivery()).toMatchObject({ status: 'DELIVERED', deliveredAt: null });
});

test('parks records that cannot be decoded and goes on', async () => {
  const { handler, parkingLot, delivery } = setUp();
  const withoutParcels = framed(15, { ...shipmentSample, parcels: [] });
  const cutShort = encodeShipmentsValue(shipmentSample).subarray(0, -1);
  const event = shipmentsEvent([
    { value: created },
    { valueBytes: withoutParcels },
    { valueBytes: cutShort },
    { value: underway },
  ]);

  await handler(event);

  expect(await delivery()).toMatchObject({ status: 'IN_TRANSIT' });
  const { parked } = parkingLot;
  expect(parked.map(({ record }) => record)).toEqual(event.records['shipments-0']?.slice(1, 3));
  expect(parked[0]?.reason).toContain(
    'failed to decode the value (schema 15): must have at least 1 item (/parcels,',
  );
  expect(parked[1]?.reason).toContain(
    'failed to decode the value (schema 15): the text ends too early (value,',
  );
});
