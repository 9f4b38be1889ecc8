import { describe, expect, test } from 'vitest';
import { typeRenames } from '../../src/merge/type-renames.js';

const before = `
export interface Order {
  id: string;
  customer: Customer;
  lines: Line[];
}

/** Who ordered. */
export interface Customer {
  name: string;
  address: Address | null;
}

export interface Address {
  city: string;
}

export interface Line {
  sku: string;
}

export type OrdersValue = Order;
`;

function renames(after: string, formerNames: Readonly<Record<string, readonly string[]>> = {}) {
  return Object.fromEntries(typeRenames(before, after, new Map(Object.entries(formerNames))));
}

const rename = (pairs: Readonly<Record<string, string>>): string =>
  Object.entries(pairs).reduce((text, [was, is]) => text.replaceAll(new RegExp(`\\b${was}\\b`, 'g'), is), before);

describe('a type has a new name', () => {
  test('when another one is in its place', () => {
    expect(renames(rename({ Order: 'PurchaseOrder' }))).toEqual({ Order: 'PurchaseOrder' });
    expect(renames(rename({ Customer: 'Client', Address: 'Place' }))).toEqual({ Customer: 'Client', Address: 'Place' });
    expect(renames(rename({ Order: 'Purchase', Customer: 'Client', Address: 'Place', Line: 'Item' }))).toEqual({
      Order: 'Purchase',
      Customer: 'Client',
      Address: 'Place',
      Line: 'Item',
    });
  });

  test('when the schema says so, wherever it is now', () => {
    const after = rename({ Customer: 'Client' }).replace('customer: Client', 'buyer: Client');
    expect(renames(after)).toEqual({});
    expect(renames(after, { Client: ['Customer'] })).toEqual({ Customer: 'Client' });
  });

  test('however the file is formatted', () => {
    const after = rename({ Address: 'Place' }).replaceAll('\n  ', '\n\t').replaceAll('\n', '\r\n');
    expect(renames(after)).toEqual({ Address: 'Place' });
  });
});

describe('a type has no new name', () => {
  test('when it is still there', () => {
    expect(renames(`${before}export interface Client {\n  name: string;\n}\n`, { Client: ['Customer'] })).toEqual({});
  });

  test('when what is in its place has other fields', () => {
    const after = rename({ Customer: 'Account' }).replace('name: string', 'iban: string').replace('address:', 'bank:');
    expect(renames(after)).toEqual({});
  });

  test('when two types could be it', () => {
    const two = before
      .replace('customer: Customer', 'buyer: Person;\n  payer: Human')
      .replace('interface Customer', 'interface Person')
      .concat('export interface Human {\n  name: string;\n  address: Address | null;\n}\n');
    expect(renames(two, { Person: ['Customer'], Human: ['Customer'] })).toEqual({});
  });
});
