import { expect, test } from 'vitest';
import { shipmentSample } from '../consumers/shipments/fixture.js';
import type { Parcel, Shipment } from '../consumers/shipments/types.js';
import { track } from './delivery.js';

const parcel = (trackingNumber: string, weightGrams: number): Parcel => ({
  trackingNumber,
  weightGrams,
  contents: [{ sku: 'SKU-1', quantity: 1 }],
});
const shipment: Shipment = {
  ...shipmentSample,
  orderId: 'book',
  carrier: 'POST',
  status: 'DELIVERED',
  deliveredAt: '2026-05-04T10:30:00Z',
  destination: { ...shipmentSample.destination, postalCode: '5003', city: 'Bergen', country: 'NO' },
  parcels: [parcel('AA000000001NO', 700), parcel('AA000000002NO', 800)],
};

test('tells of a shipment what its parcels come to', () => {
  expect(track(undefined, shipment)).toEqual({
    orderId: 'book',
    status: 'DELIVERED',
    carrier: 'POST',
    trackingNumbers: ['AA000000001NO', 'AA000000002NO'],
    weightGrams: 1500,
    destination: '5003 Bergen, NO',
    deliveredAt: '2026-05-04T10:30:00Z',
  });
});

test('takes a shipment back that was delivered, but not one that was returned', () => {
  const delivered = track(undefined, shipment);
  const returned = track(delivered, { ...shipment, status: 'RETURNED' });

  expect(returned).toEqual({ ...delivered, status: 'RETURNED' });
  expect(track(returned, shipment)).toBe(returned);
});

test('takes another carrier for a shipment that has not moved on', () => {
  const delivery = track(undefined, shipment);

  expect(track(delivery, { ...shipment, carrier: 'COURIER' })).toEqual({
    ...delivery,
    carrier: 'COURIER',
  });
});
