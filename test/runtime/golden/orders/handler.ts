import { consumeOrders } from './consumer.js';

// Called for one record at a time, in the order of its partition. Lambda may deliver a record more
// than once, so doing this twice must do no harm. Throw to fail the record: Lambda delivers it, and
// those behind it, again.
export const handler = consumeOrders(async (record) => {
  const { partition, offset } = record;
  if (record.value === null) {
    // A tombstone: what had the key `record.key` is deleted.
    console.info('orders: deleted', { partition, offset });
    return;
  }

  // Your code: `record.value` is of type Order.
  console.info('orders: received', { partition, offset });
});
