import { consumeShopShipmentEvents } from './consumer.js';

// Called for one record at a time, in the order of its partition. Lambda may deliver a record more
// than once, so doing this twice must do no harm. Throw to fail the record: Lambda delivers it, and
// those behind it, again.
export const handler = consumeShopShipmentEvents(async (record) => {
  const { value: event, partition, offset } = record;
  if (event === null) {
    // A tombstone: what had the key `record.key` is deleted.
    console.info('shop.shipment-events: deleted', { partition, offset });
    return;
  }

  console.info(`shop.shipment-events: ${event.$type}`, { partition, offset });
  switch (event.$type) {
    case 'shop.shipments.events.Sent':
      // Your code: `event` is of type Sent.
      break;
    case 'shop.shipments.events.Lost':
      // Your code: `event` is of type Lost.
      break;
    default:
      // A record type that is new in the schema does not compile here until it has a case.
      event satisfies never;
      throw new Error('shop.shipment-events: a record type without a case');
  }
});
