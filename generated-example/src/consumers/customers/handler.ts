import { toContact, type Contact } from '../../shop/contact.js';
import { parkIn, type ParkingLot } from '../../shop/parking-lot.js';
import type { Table } from '../../shop/table.js';
import { stores } from '../../stores.js';
import { consumeCustomers } from './consumer.js';
import type { CustomersKey } from './types.js';

/** Keeps a contact for each customer. Writing or deleting it twice leaves the same, so records may come again. */
export const createHandler = (contacts: Table<Contact>, parkingLot: ParkingLot) =>
  consumeCustomers(
    {
      value: ({ key, value: customer }) =>
        contacts.update(contactKey(key), () => toContact(customer)),
      // The customer asked to be forgotten.
      tombstone: ({ key }) => contacts.update(contactKey(key), () => undefined),
    },
    { onInvalid: parkIn(parkingLot) },
  );

export const handler = createHandler(stores.contacts, stores.parkingLot);

function contactKey(key: CustomersKey | null): string {
  if (key === null) throw new Error('customers: a record without a key');
  return String(key.customerId);
}
