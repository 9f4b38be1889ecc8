import { consumePaymentEvents } from './consumer.js';

// Called for one record at a time, in the order of its partition. Lambda may deliver a record more than once, so
// doing this twice must do no harm. Throw to fail the record: Lambda delivers it, and those behind it, again.
export const handler = consumePaymentEvents(async (record) => {
  const { value: event, partition, offset } = record;
  if (event === null) {
    // A tombstone: what had the key `record.key` is deleted.
    console.info('payment-events: deleted', { partition, offset });
    return;
  }

  console.info(`payment-events: ${event.$type}`, { partition, offset });
  switch (event.$type) {
    case 'shop.payments.PaymentAuthorized':
      // Your code: `event` is of type PaymentAuthorized.
      break;
    case 'shop.payments.PaymentCaptured':
      // Your code: `event` is of type PaymentCaptured.
      break;
    case 'shop.payments.PaymentFailed':
      // Your code: `event` is of type PaymentFailed.
      break;
    case 'shop.payments.PaymentRefunded':
      // Your code: `event` is of type PaymentRefunded.
      break;
    default:
      // A record type that is new in the schema does not compile here until it has a case.
      event satisfies never;
      throw new Error('payment-events: a record type without a case');
  }
});
