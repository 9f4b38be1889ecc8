import { consumeShopEvents, type KafkaBatchHandler } from './consumer.js';

// Failed records are returned, not thrown: without this, nothing would log them.
const options = {
  onError: (error: Error) => {
    console.error(error);
  },
};

// Called with one record at a time, in the order of its partition; it may be `async`. Lambda may
// deliver a record more than once, so this must be idempotent. Throw to fail the record: Lambda then
// delivers it, and the records after it, again. A record that cannot be decoded fails, too;
// `onInvalid: 'deadLetter'` sends it away instead, so that it does not hold up its partition.
export const handler: KafkaBatchHandler = consumeShopEvents((record) => {
  const { value: event, partition, offset } = record;
  if (event === null) {
    // A tombstone: the record with the key `record.key` was deleted.
    console.info('shop-events: deleted', { partition, offset });
    return;
  }

  console.info(`shop-events: ${event.$type}`, { partition, offset });
  switch (event.$type) {
    case 'shop.OrderPlaced':
      // Your code: `event` is of type OrderPlaced.
      break;
    case 'shop.OrderCancelled':
      // Your code: `event` is of type OrderCancelled.
      break;
    default:
      // A new record type in the schema does not compile here until it has a case.
      event satisfies never;
      throw new Error('shop-events: a record type without a case');
  }
}, options);
