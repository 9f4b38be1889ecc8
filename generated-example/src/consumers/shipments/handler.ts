import { track, type Delivery } from '../../shop/delivery.js';
import { parkIn, type ParkingLot } from '../../shop/parking-lot.js';
import type { Table } from '../../shop/table.js';
import { stores } from '../../stores.js';
import { consumeShipments } from './consumer.js';

/** Keeps where each shipment is. A shipment only moves on, so an older state that comes again changes nothing. */
export const createHandler = (deliveries: Table<Delivery>, parkingLot: ParkingLot) =>
  consumeShipments(
    {
      value: ({ value: shipment }) =>
        deliveries.update(shipment.shipmentId, (delivery) => track(delivery, shipment)),
      // The key is the shipment's id. Nobody asks for it any more.
      tombstone: ({ key }) => {
        if (key === null) throw new Error('shipments: a tombstone without a key');
        return deliveries.update(key, () => undefined);
      },
    },
    { onInvalid: parkIn(parkingLot) },
  );

export const handler = createHandler(stores.deliveries, stores.parkingLot);
