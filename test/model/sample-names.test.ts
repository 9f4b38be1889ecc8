import { describe, expect, it } from 'vitest';

import { itemLabel, sampleLabel } from '../../src/samples/sample-label.js';
import { sampleNumber, type NumberKind } from '../../src/samples/sample-number.js';
import { Seed } from '../../src/samples/seed.js';
import { sampleText, sampleUuid } from '../../src/samples/sample-text.js';

const SEEDS = Array.from({ length: 50 }, (_, index) => new Seed(`seed ${index}`));

function textsFor(name: string, owner = 'Thing'): string[] {
  return SEEDS.map((seed) => sampleText(sampleLabel(name, owner), seed));
}

function numbersFor(name: string, kind: NumberKind): number[] {
  return SEEDS.map((seed) => sampleNumber(sampleLabel(name, 'Thing'), kind, seed));
}

const DAY = /^2026-\d\d-\d\d$/;
const MOMENT = /^2026-\d\d-\d\dT\d\d:\d\d:\d\d\.\d\d\dZ$/;
const NAME = /^[A-Z][a-z]+ [A-Z][a-z]+$/;

describe('a text looks like what its name says', () => {
  it.each<[names: readonly string[], looks: RegExp]>([
    [['email', 'eMail', 'customer_email', 'EmailAddress', 'emailAddress'], /^[a-z]+\.[a-z]+@example\.com$/],
    [['firstName', 'first_name', 'GivenName', 'surname', 'lastname'], /^[A-Z][a-z]+$/],
    [['fullName', 'customer_name', 'createdBy'], NAME],
    [['userName', 'login'], /^[a-z]+\.[a-z]+$/],
    [['phone', 'mobile_number', 'PhoneNumber'], /^\+44 20 7946 0\d{3}$/],
    [['ip', 'ipAddress', 'IPAddress', 'ipv4', 'remote_addr'], /^192\.0\.2\.\d{1,3}$/],
    [['host', 'hostname', 'server'], /^app-\d+\.example\.com$/],
    [['url', 'imageUrl', 'callback_uri', 'URL', 'website'], /^https:\/\/example\.com\/(?:[a-z]+\/)?\d{5}$/],
    [['street', 'address', 'addressLine1', 'address_line_2', 'line1'], /^\d+ [A-Z][a-z]+ [A-Z][a-z]+$/],
    [['zip', 'zipCode', 'postcode', 'postal_code', 'POSTAL_CODE'], /^\d{5}$/],
    [['city', 'Town'], /^[A-Z][a-z]+$/],
    [['country'], /^[A-Z][a-z]+$/],
    [['countryCode', 'country_code'], /^[A-Z]{2}$/],
    [['currency', 'currencyCode'], /^[A-Z]{3}$/],
    [['locale'], /^[a-z]{2}-[A-Z]{2}$/],
    [['language', 'lang', 'languageCode'], /^[a-z]{2}$/],
    [['timeZone', 'timezone', 'tz'], /^Europe\/[A-Z][a-z]+$/],
    [['userAgent', 'user_agent'], /^Mozilla\/5\.0 /],
    [['sku', 'itemSku'], /^SKU-\d{5}$/],
    [['isbn', 'ean'], /^\d{13}$/],
    [['checksum', 'accessToken'], /^[0-9a-f]{32}$/],
    [['version', 'appVersion'], /^\d\.\d\.\d$/],
    [['topic', 'topicName'], /^[a-z]+-v\d$/],
    [['description', 'comment', 'note', 'errorMessage', 'body'], /^[A-Z].* .*\.$/],
    [['title', 'subject'], /^[A-Z].* .*[a-z]$/],
    [['status', 'orderStatus', 'STATUS'], /^[a-z]+$/],
    [['orderId', 'order_id', 'OrderID', 'orderid', 'orderNumber', 'orderRef'], /^ord-\d{5}$/],
    [['correlation_uuid', 'guid'], /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
    [['createdAt', 'updated_at', 'eventTime', 'timestamp', 'ts'], MOMENT],
    [['orderDate', 'date', 'shipped_on'], DAY],
    [['birthDate', 'dateOfBirth'], /^(?:19|20)\d\d-\d\d-\d\d$/],
    [['quantity', 'totalAmount', 'price', 'latitude'], /^-?\d+(?:\.\d+)?$/],
    [['x', 'foo', 'zOAWVs', '', '_'], /^[a-z]+$/],
  ])('%j', (names, looks) => {
    for (const text of names.flatMap((name) => textsFor(name))) expect(text).toMatch(looks);
  });

  it('and like whose name or id it is', () => {
    expect(textsFor('id', 'PurchaseOrder')[0]).toMatch(/^ord-\d{5}$/);
    expect(textsFor('id', '')[0]).toMatch(/^id-\d{5}$/);
    expect(textsFor('name', 'Customer')[0]).toMatch(NAME);
    expect(textsFor('name', 'City')[0]).toMatch(/^[A-Z][a-z]+$/);
    expect(textsFor('state', 'Address')[0]).toMatch(/^[A-Z][a-z]+$/);
    expect(textsFor('state', 'Job')[0]).toMatch(/^[a-z]+$/);
  });

  it('item by item in a list', () => {
    const labels = ['emails', 'categories', 'addresses', 'status'].map(
      (name) => itemLabel(sampleLabel(name, 'Thing')).words,
    );
    expect(labels).toEqual(['email', 'category', 'address', 'status']);
  });
});

describe('a number is one that its name allows', () => {
  it.each<[names: readonly string[], kind: NumberKind, low: number, high: number]>([
    [['quantity', 'itemCount', 'qty'], 'int', 1, 9],
    [['age'], 'int', 18, 79],
    [['percent', 'discountPct'], 'double', 0, 100],
    [['price', 'total_amount', 'Fee'], 'double', 5, 250],
    [['latitude', 'lat'], 'double', -90, 90],
    [['longitude', 'lng'], 'double', -180, 180],
    [['rate', 'confidence'], 'double', 0, 1],
    [['rating'], 'int', 1, 5],
    [['year'], 'int', 2024, 2026],
    [['month'], 'int', 1, 12],
    [['version'], 'long', 1, 9],
    [['port'], 'int', 8_000, 8_999],
    [['partition'], 'int', 0, 11],
    [['id', 'orderId', 'customer_id', 'zipcode'], 'long', 10_000, 99_999],
    [
      ['createdAt', 'timestamp', 'ts', 'time', 'eventTime', 'date', 'timestamp_ms'],
      'long',
      Date.UTC(2026, 0),
      Date.UTC(2027, 0),
    ],
    [['created_at', 'ordertime'], 'int', Date.UTC(2026, 0) / 1_000, Date.UTC(2027, 0) / 1_000],
    [['timestamp_us'], 'long', Date.UTC(2026, 0) * 1_000, Date.UTC(2027, 0) * 1_000],
    [['ts_secs'], 'long', Date.UTC(2026, 0) / 1_000, Date.UTC(2027, 0) / 1_000],
    [['durationMs', 'timeout', 'response_time_ms'], 'int', 20, 2_000],
    [['session_duration_secs'], 'int', 1, 300],
    [['foo', ''], 'int', 1, 999],
    [['foo', ''], 'double', 1, 1_000],
  ])('%j (%s) lies between %d and %d', (names, kind, low, high) => {
    for (const number of names.flatMap((name) => numbersFor(name, kind))) {
      expect(number).toBeGreaterThanOrEqual(low);
      expect(number).toBeLessThanOrEqual(high);
    }
  });

  it('and that its type holds exactly', () => {
    const names = ['price', 'latitude', 'rate', 'createdAt', 'foo', 'percent', 'durationMs', 'ts_us'];
    for (const name of names) {
      for (const float of numbersFor(name, 'float')) expect(Math.fround(float)).toBe(float);
      for (const int of numbersFor(name, 'int')) expect(int | 0).toBe(int);
      for (const long of numbersFor(name, 'long')) expect(Number.isSafeInteger(long)).toBe(true);
    }
  });
});

describe('what is drawn', () => {
  it('is spread evenly', () => {
    const counts = new Map<number, number>();
    for (let index = 0; index < 10_000; index++) {
      const draw = new Seed(`Order.field${index}`).below(10);
      counts.set(draw, (counts.get(draw) ?? 0) + 1);
    }
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
    expect(counts.size).toBe(10);
  });

  it('is the same on every machine', () => {
    const seed = new Seed('Order.id');
    expect([seed.below(1_000_000), seed.hex(8), sampleUuid(seed)]).toEqual([
      390404,
      '4d5a78daa28c53ec',
      '4d5a78da-a28c-43ec-98ee-84527e482113',
    ]);
  });

  it('of several symbols changes only when the one that is added wins', () => {
    const before = SEEDS.map((seed) => seed.choose(['A', 'B', 'C']));
    const after = SEEDS.map((seed) => seed.choose(['A', 'B', 'NEW', 'C']));
    expect(after.filter((symbol, index) => symbol !== 'NEW' && symbol !== before[index])).toEqual([]);
    expect(new Set(after)).toEqual(new Set(['A', 'B', 'C', 'NEW']));
    expect(SEEDS[0]?.choose([])).toBe(undefined);
  });

  it('from a very long name takes no longer', () => {
    const name = 'Ab'.repeat(50_000);
    expect(sampleLabel(name, name).words).toHaveLength(119);
  });
});
