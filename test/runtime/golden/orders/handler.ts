import { consumeOrders, type KafkaHandler } from './consumer.js';

// Called with one record at a time, in the order of its partition; it may be `async`. Lambda may
// deliver a record more than once, so this must be idempotent. Throw to fail the record: Lambda then
// delivers it, and the records after it, again. A record that cannot be decoded fails, too;
// `onInvalid: 'deadLetter'` sends it away instead, so that it does not hold up its partition.
export const handler: KafkaHandler = consumeOrders((record) => {
  const { partition, offset } = record;
  if (record.value === null) {
    // A tombstone: the record with the key `record.key` was deleted.
    console.info('orders: deleted', { partition, offset });
    return;
  }

  // Your code: `record.value` is of type Order.
  console.info('orders: received', { partition, offset });
});
