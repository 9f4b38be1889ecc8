import { consumeShopEvents } from './consumer.js';

// Failed records are named in the answer, not thrown: without this, nothing would log them.
const options = { onError: (error: Error) => console.error(error) };

// Called for one record at a time, in the order of its partition. Lambda may deliver a record more
// than once, so doing this twice must do no harm. Throw to fail the record: Lambda delivers it, and
// those behind it, again.
export const handler = consumeShopEvents(async (record) => {
  const { value: event, partition, offset } = record;
  if (event === null) {
    // A tombstone: what had the key `record.key` is deleted.
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
      // A record type that is new in the schema does not compile here until it has a case.
      event satisfies never;
      throw new Error('shop-events: a record type without a case');
  }
}, options);
