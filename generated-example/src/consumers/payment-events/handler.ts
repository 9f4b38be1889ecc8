import { capture, hold, postOnce, refund, release, type Ledger } from '../../shop/ledger.js';
import type { Table } from '../../shop/table.js';
import { stores } from '../../stores.js';
import { consumePaymentEvents } from './consumer.js';

// Failed records are named in the answer, not thrown: without this, nothing would log them.
const options = {
  onError: (error: Error) => {
    console.error(error);
  },
};

/** Keeps a ledger for each payment. An event that cannot be read fails, so that no money is passed over. */
export const createHandler = (ledgers: Table<Ledger>) =>
  consumePaymentEvents(async (record) => {
    const { value: event, partition, offset } = record;
    if (event === null) throw new Error('payment-events: a payment is never deleted');

    const post = (change: (ledger: Ledger) => Ledger): Promise<void> =>
      ledgers.update(event.paymentId, (ledger) =>
        postOnce(ledger, `${String(partition)}-${String(offset)}`, change),
      );

    switch (event.$type) {
      case 'shop.payments.PaymentAuthorized':
        await post((ledger) => hold(ledger, event.amount));
        break;
      case 'shop.payments.PaymentCaptured':
        await post((ledger) => capture(ledger, event));
        break;
      case 'shop.payments.PaymentFailed':
        await post(release);
        break;
      case 'shop.payments.PaymentRefunded':
        await post((ledger) => refund(ledger, event.amount));
        break;
      default:
        // A record type that is new in the schema does not compile here until it has a case.
        event satisfies never;
        throw new Error('payment-events: a record type without a case');
    }
  }, options);

export const handler = createHandler(stores.ledgers);
