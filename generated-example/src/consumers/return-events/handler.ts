import { awaitGoods, postRefund, refuse, type ReturnCase } from '../../shop/return-case.js';
import type { Table } from '../../shop/table.js';
import { stores } from '../../stores.js';
import { consumeReturnEvents } from './consumer.js';

// Failed records are named in the answer, not thrown: without this, nothing would log them.
const options = {
  onError: (error: Error) => {
    console.error(error);
  },
};

/** Keeps a case for each return. An event that cannot be read fails, so that no refund is passed over. */
export const createHandler = (returnCases: Table<ReturnCase>) =>
  consumeReturnEvents(async ({ value: event }) => {
    if (event === null) throw new Error('return-events: a return is never deleted');

    switch (event.type) {
      case 'return.requested':
        await returnCases.update(event.returnId, (known) => awaitGoods(known, event));
        break;
      case 'return.received':
        await returnCases.update(event.returnId, (known) => postRefund(known, event));
        break;
      case 'return.refused':
        await returnCases.update(event.returnId, (known) => refuse(known, event));
        break;
      default:
        // A record type that is new in the schema does not compile here until it has a case.
        event satisfies never;
        throw new Error('return-events: a record type without a case');
    }
  }, options);

export const handler = createHandler(stores.returnCases);
