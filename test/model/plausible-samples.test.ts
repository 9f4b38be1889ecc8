import { describe, expect, it } from 'vitest';

import { sampleValue } from '../../src/avro/sample/sample-value.js';
import { sampleLabel } from '../../src/samples/sample-label.js';
import { sampleNumber, type NumberKind } from '../../src/samples/sample-number.js';
import { Seed } from '../../src/samples/seed.js';
import { sampleText } from '../../src/samples/sample-text.js';
import { shapeFor } from '../avro/interpreted.js';
import { outcomeOf } from '../oracle/outcome.js';
import { corpusSchemas } from '../avro/corpus-schemas.js';

const SEEDS = Array.from({ length: 50 }, (_, index) => new Seed(`seed ${index}`));
const [FROM, TO] = [Date.UTC(2026, 0), Date.UTC(2027, 0)];

function numbersFor(name: string, kind: NumberKind, doc = ''): readonly number[] {
  return SEEDS.map((seed) => sampleNumber(sampleLabel(name, 'Thing', { doc }), kind, seed));
}

type Field = readonly [name: string, type: unknown, doc?: string];

function sampleOf(name: string, fields: readonly Field[], root = name): Readonly<Record<string, unknown>> {
  const schema = { type: 'record', name, fields: fields.map(([field, type, doc]) => ({ name: field, type, doc })) };
  const made = sampleValue(shapeFor(schema), root);
  if (!made.ok) throw new Error(made.reason);
  return made.value as Readonly<Record<string, unknown>>;
}

describe('a time has the unit that its doc speaks of', () => {
  it.each<[name: string, doc: string, units: number]>([
    ['time', 'Unix time in seconds', 1],
    ['time', 'Seconds since the epoch (UTC).', 1],
    ['time', 'Milliseconds since 1970', 1_000],
    ['time', 'epoch millis', 1_000],
    ['createdAt', 'in microseconds', 1_000_000],
    ['ts', '', 1_000],
    ['ts_ms', 'of the second reading', 1_000],
    ['start', 'Unix timestamp (s) of the start, in seconds', 1],
    ['validFrom', 'when it begins, in ms since the epoch', 1_000],
  ])('%s: %s', (name, doc, units) => {
    for (const number of numbersFor(name, 'long', doc)) {
      expect(number).toBeGreaterThanOrEqual((FROM * units) / 1_000);
      expect(number).toBeLessThan((TO * units) / 1_000);
    }
  });

  it.each<[name: string, doc: string, low: number, high: number]>([
    ['duration', 'in seconds', 1, 300],
    ['duration', 'how long, in minutes', 5, 180],
    ['timeout_ms', '', 20, 2_000],
    ['duration_minutes', '', 5, 180],
    ['time_spent', 'seconds', 1, 300],
  ])('so has a length of time: %s, %s', (name, doc, low, high) => {
    for (const number of numbersFor(name, 'long', doc)) {
      expect(number).toBeGreaterThanOrEqual(low);
      expect(number).toBeLessThanOrEqual(high);
    }
  });
});

describe('words of time may be at the front of a name', () => {
  it.each([
    'timestampCreated',
    'timestamp_utc',
    'dateOfOrder',
    'dateCreated',
    'time_placed',
    'ts_event',
    'epochStart',
    'dateTimeSent',
    'timeOfDay',
  ])('%s', (name) => {
    for (const number of numbersFor(name, 'long')) {
      expect(number).toBeGreaterThanOrEqual(FROM);
      expect(number).toBeLessThan(TO);
    }
  });

  it.each(['timestampFormat', 'time_zone', 'ts_id', 'timeSeriesName', 'dateFormat', 'timestampType'])(
    'but not: %s',
    (name) => {
      for (const seed of SEEDS) expect(sampleText(sampleLabel(name, 'Thing'), seed)).not.toMatch(/^2026-/);
    },
  );
});

describe('an end comes after its start', () => {
  const millis = { type: 'long', logicalType: 'timestamp-millis' };
  const date = { type: 'int', logicalType: 'date' };
  const timeOfDay = { type: 'int', logicalType: 'time-millis' };

  it.each<[start: string, end: string]>([
    ['startTime', 'endTime'],
    ['start_time', 'end_time'],
    ['start', 'endTime'],
    ['startedAt', 'finishedAt'],
    ['createdAt', 'updatedAt'],
    ['validFrom', 'validTo'],
    ['valid_from', 'valid_until'],
    ['departureTime', 'arrivalTime'],
    ['checkIn', 'checkOut'],
    ['openedAt', 'closedAt'],
    ['windowStartMs', 'windowEndMs'],
    ['eventStartDate', 'eventEndDate'],
    ['issuedAt', 'expiresAt'],
    ['firstSeen', 'lastSeen'],
    ['dateCreated', 'dateUpdated'],
  ])('%s, %s', (start, end) => {
    for (const type of ['long', 'string', millis, ['null', millis], date, timeOfDay]) {
      for (const root of ['a', 'b', 'c', 'd', 'e', 'f']) {
        for (const names of [
          [start, end],
          [end, start],
        ]) {
          const doc = 'Unix timestamp';
          const fields = names.map((name): Field => [name, type, doc]);
          const sample = sampleOf('Thing', fields, root);
          const [from, to] = [sample[start], sample[end]];
          if (type === 'string' && !String(from).startsWith('2026')) continue;
          expect(Number(to instanceof Date ? to : typeof to === 'string' ? new Date(to) : to)).toBeGreaterThan(
            Number(from instanceof Date ? from : typeof from === 'string' ? new Date(from) : from),
          );
        }
      }
    }
  });

  it('in seconds too, and through several steps', () => {
    const doc = 'epoch seconds';
    for (const root of ['a', 'b', 'c', 'd']) {
      const sample = sampleOf(
        'Thing',
        [
          ['deliveredAt', 'long', doc],
          ['placedAt', 'long', doc],
          ['shippedAt', 'long', doc],
        ],
        root,
      );
      expect(Number(sample['shippedAt'])).toBeGreaterThan(Number(sample['placedAt']));
      expect(Number(sample['deliveredAt'])).toBeGreaterThan(Number(sample['shippedAt']));
    }
  });

  it('and no other field changes what it is', () => {
    const fields: readonly Field[] = [
      ['startTime', millis],
      ['endTime', millis],
    ];
    const more: readonly Field[] = [['status', 'string'], ...fields, ['added', 'long'], ['endDate', date]];
    expect(sampleOf('Thing', more)).toMatchObject(sampleOf('Thing', fields));
  });
});

describe('a number is in the range of what it measures', () => {
  it.each<[names: readonly string[], kind: NumberKind, doc: string, low: number, high: number]>([
    [['latitude', 'lat', 'start_lat', 'latitudeDeg', 'lat_degrees', 'pickupLatitude'], 'double', '', -90, 90],
    [['latitude', 'lat'], 'int', '', -90, 90],
    [['longitude', 'lng', 'lon', 'destLongitude'], 'float', '', -180, 180],
    [
      ['angle', 'heading', 'bearing', 'azimuth', 'headingDeg', 'windDirection', 'rotation_degrees'],
      'double',
      '',
      0,
      360,
    ],
    [['pitch', 'roll', 'tiltDegrees'], 'int', '', -90, 90],
    [
      ['percent', 'pct', 'discountPercentage', 'cpuPercent', 'percent_used', 'batteryLevel', 'humidity', 'cpuUsage'],
      'double',
      '',
      0,
      100,
    ],
    [['heartRate', 'heart_rate', 'heartRateBpm', 'restingHeartRate', 'pulse', 'bpm'], 'int', '', 40, 180],
    [['heartRate'], 'double', '', 40, 180],
    [['spo2', 'systolicPressure', 'diastolic', 'respiratory_rate'], 'int', '', 12, 140],
    [['foo'], 'double', 'A share between 0 and 1', 0, 1],
    [['foo'], 'int', 'from 1 to 5 stars', 1, 5],
    [['foo'], 'int', 'Level, 0..10', 0, 10],
    [['foo'], 'double', 'Load in percent', 0, 100],
    [['price'], 'double', 'in [10, 20]', 10, 20],
    [['foo'], 'int', 'See RFC 8259-1 of 2020', 1, 999],
  ])('%j (%s) %s', (names, kind, doc, low, high) => {
    for (const number of names.flatMap((name) => numbersFor(name, kind, doc))) {
      expect(number).toBeGreaterThanOrEqual(low);
      expect(number).toBeLessThanOrEqual(high);
      if (kind === 'float') expect(Math.fround(number)).toBe(number);
    }
  });
});

describe('the words of a shop are for shops', () => {
  const SHOP_WORDS =
    /Brass lamp|Canvas bag|Linen apron|Oak stool|Slate tray|Walnut frame|Wool blanket|Packed by hand|solid oak|ring the bell|neighbour|premium|express|\bshop\b|orders|payments|shipments/;
  const texts = [
    'name',
    'label',
    'description',
    'note',
    'type',
    'channel',
    'topic',
    'item',
    'title',
    'status',
    'category',
  ].map((field): Field => [field, 'string']);

  it('and not for other data', () => {
    for (const name of ['SensorReading', 'Patient', 'Flight', 'GameScore', 'LogEntry', 'Person', 'Vehicle'])
      expect(JSON.stringify(sampleOf(name, texts))).not.toMatch(SHOP_WORDS);
  });

  it('a product of an order has the name of one', () => {
    const line = { type: 'record', name: 'Line', fields: [{ name: 'name', type: 'string' }] };
    expect(JSON.stringify(sampleOf('Order', [['lines', { type: 'array', items: line }]]))).toMatch(SHOP_WORDS);
    expect(JSON.stringify(sampleOf('Product', [['name', 'string']]))).toMatch(SHOP_WORDS);
  });

  it('in all the corpus none is where no name is of a shop', () => {
    const shop =
      /shop|store|order|product|cart|basket|catalog|sku|price|retail|purchase|merchandise|warehouse|stock|inventory|invoice|checkout|parcel|shipment|loyalty/i;
    let others = 0;
    for (const { file, json } of corpusSchemas()) {
      const names = JSON.stringify(json);
      if (shop.test(names) || SHOP_WORDS.test(names)) continue;
      const shape = outcomeOf(() => shapeFor(json));
      const made = 'ok' in shape ? sampleValue(shape.ok, 'value') : undefined;
      if (made?.ok !== true) continue;
      const text = JSON.stringify(made.value, (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      );
      expect(SHOP_WORDS.exec(text)?.[0], file).toBe(undefined);
      others++;
    }
    expect(others).toBeGreaterThan(50);
  });
});
