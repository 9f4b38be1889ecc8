import { expect, test } from 'vitest';
import type { Contact } from '../../shop/contact.js';
import { MemoryParkingLot } from '../../shop/parking-lot.js';
import { MemoryTable } from '../../shop/table.js';
import {
  customersEvent,
  customerSample,
  encodeCustomersKey,
  encodeCustomersValue,
} from './fixture.js';
import { createHandler } from './handler.js';

const ada = { customerId: 7n };
const bela = { customerId: 8n };

function setUp() {
  const contacts = new MemoryTable<Contact>();
  const parkingLot = new MemoryParkingLot();
  const handler = createHandler(contacts, parkingLot);
  return {
    handler,
    parkingLot,
    contact: ({ customerId }: typeof ada) => contacts.get(String(customerId)),
  };
}

test('handles every record of a batch', async () => {
  const { handler, contact } = setUp();

  await handler(
    customersEvent([
      { key: ada, value: { ...ada, fullName: 'Ada Abara' } },
      { key: bela, value: { ...bela, fullName: 'Bela Hart' } },
      { key: ada, value: { ...ada, fullName: 'Ada Silva' } },
    ]),
  );

  expect(await contact(ada)).toMatchObject({ name: 'Ada Silva' });
  expect(await contact(bela)).toMatchObject({ name: 'Bela Hart' });
});

test('takes a record that Lambda delivers twice', async () => {
  const { handler, contact } = setUp();
  const event = customersEvent({ key: ada, value: ada, offset: 42 });

  await handler(event);
  const before = await contact(ada);
  await handler(event);

  expect(before).toBeDefined();
  expect(await contact(ada)).toEqual(before);
});

test('forgets a customer at a tombstone', async () => {
  const { handler, contact } = setUp();

  await handler(customersEvent([{ key: ada }, { key: bela }, { key: ada, value: null }]));

  expect(await contact(ada)).toBeUndefined();
  expect(await contact(bela)).toBeDefined();
});

test('parks a record of which the key or the value cannot be decoded', async () => {
  const { handler, parkingLot, contact } = setUp();
  const keyCutShort = encodeCustomersKey(ada).subarray(0, -1);
  const valueCutShort = encodeCustomersValue(customerSample).subarray(0, -1);

  await handler(
    customersEvent([{ keyBytes: keyCutShort }, { valueBytes: valueCutShort }, { key: bela }]),
  );

  expect(parkingLot.parked.map(({ record }) => record.offset)).toEqual([0, 1]);
  expect(await contact(bela)).toBeDefined();
});
