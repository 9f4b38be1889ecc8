import { consumeOrders } from './consumer.js';

// Called with one record at a time, in the order of its partition. Lambda may deliver a record more
// than once, so this must be idempotent. Throw to fail the record: Lambda then delivers it, and the
// records after it, again.
export const handler = consumeOrders(async (record) => {
  const { partition, offset } = record;
  if (record.value === null) {
    // A tombstone: the record with the key `record.key` was deleted.
    console.info('orders: deleted', { partition, offset });
    return;
  }

  // Your code: `record.value` is of type Order.
  console.info('orders: received', { partition, offset });
});
