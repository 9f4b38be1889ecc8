import { consumeShopShipments } from './consumer.js';

// Failed records are named in the answer, not thrown: without this, nothing would log them.
const options = { onError: (error: Error) => console.error(error) };

// Called for one record at a time, in the order of its partition. Lambda may deliver a record more
// than once, so doing this twice must do no harm. Throw to fail the record: Lambda delivers it, and
// those behind it, again.
export const handler = consumeShopShipments(async (record) => {
  const { partition, offset } = record;
  if (record.value === null) {
    // A tombstone: what had the key `record.key` is deleted.
    console.info('shop.shipments: deleted', { partition, offset });
    return;
  }

  // Your code: `record.value` is of type Shipment.
  console.info('shop.shipments: received', { partition, offset });
}, options);
