import type { Random } from './random.js';

// What avsc is given to encode: longs as numbers, decimals as their bytes, timestamps as milliseconds.

const FIRST_MILLISECOND = 1_760_000_000_000;
const rooms = [
  'hall 2, cold store',
  'hall 1, loading bay',
  'hall 3, server room',
  'hall 1, office 3.14',
  'hall 4, paint shop',
] as const;
const titles = ['Espresso cup, white', 'Desk lamp with dimmer', 'Linen towel', 'Bicycle bell', 'Teapot 1.2 l'] as const;
const people = ['Maria Schmidt', 'Jean Dupont', 'Aiko Tanaka', 'Łukasz Nowak', 'Ana Souza'] as const;
const cities = ['Berlin', 'Lyon', 'Osaka', 'Gdansk', 'Porto'] as const;
const words = [
  'the',
  'shop',
  'opens',
  'a',
  'new',
  'hall',
  'where',
  'visitors',
  'try',
  'things',
  'before',
  'paying',
] as const;
const accentedWords = ['Café', 'Zürich', 'naïve', 'Łódź', '東京', '„quoted“', '–', 'coöperate'] as const;

/** About 70 bytes. */
export function flatReading(random: Random) {
  return {
    deviceId: `sensor-${random.digits(12)}`,
    room: random.pick(rooms),
    sequence: random.integer(1, 2 ** 40),
    recordedAt: FIRST_MILLISECOND + random.integer(0, 1e9),
    temperature: random.integer(-200, 400) / 10,
    humidity: random.integer(0, 64) / 64,
    battery: random.integer(0, 100),
    charging: random.fraction() < 0.2,
  };
}

/** About 500 bytes, for `order.v2.avsc`. */
export function order(random: Random) {
  const first = firstOrder(random);
  return { ...first, lines: first.items, note: first.comment, currency: random.pick(['EUR', 'JPY', 'PLN']) };
}

/** About 500 bytes, for `order.v1.avsc`. */
export function firstOrder(random: Random) {
  return {
    orderId: random.uuid(),
    customerId: random.integer(1, 2 ** 31 - 1),
    email: `customer.${random.digits(6)}@example.com`,
    status: random.pick(['PLACED', 'PAID', 'SHIPPED']),
    placedAt: FIRST_MILLISECOND + random.integer(0, 1e9),
    items: random.list(random.integer(6, 7), () => ({
      sku: `SKU-${random.digits(8)}`,
      title: random.pick(titles),
      quantity: random.integer(1, 9),
      unitPrice: cents(random.integer(100, 30_000)),
      weight: random.integer(1, 64) / 16,
    })),
    subtotal: cents(random.integer(1_000, 200_000)),
    tax: cents(random.integer(100, 40_000)),
    total: cents(random.integer(1_000, 200_000)),
    shippingAddress:
      random.fraction() < 0.2
        ? null
        : {
            recipient: random.pick(people),
            street: `Harbour Road ${random.integer(1, 200)}`,
            postalCode: random.digits(5),
            city: random.pick(cities),
            country: random.pick(['DE', 'FR', 'JP', 'PL', 'PT']),
          },
    comment: random.fraction() < 0.5 ? null : 'Please ring twice and leave it with the neighbour.',
    salesDesk: 'web',
    attributes: {
      campaign: random.pick(['autumn', 'newsletter', 'none']),
      partner: `partner-${random.digits(4)}`,
      voucher: random.digits(10),
    },
  };
}

/** About 1.8 kB, nearly all of it text; one paragraph in five is not plain ASCII. */
export function article(random: Random) {
  return {
    articleId: random.uuid(),
    url: `https://news.example.com/2025/10/${random.digits(8)}`,
    language: random.pick(['en', 'de', 'ja']),
    title: sentence(random, 8, 0.2),
    author: { name: random.pick(people), biography: random.fraction() < 0.5 ? null : sentence(random, 14, 0) },
    publishedAt: FIRST_MILLISECOND + random.integer(0, 1e9),
    tags: random.list(5, () => random.pick(words)),
    summary: sentence(random, 40, 0.2),
    paragraphs: random.list(5, () => sentence(random, 48, 0.2)),
  };
}

/** `accented` is the share of sentences with characters beyond ASCII. */
function sentence(random: Random, length: number, accented: number): string {
  const hasAccents = random.fraction() < accented;
  return random
    .list(length, () => random.pick(hasAccents && random.fraction() < 0.1 ? accentedWords : words))
    .join(' ');
}

/** A decimal's unscaled value, positive, as the fewest bytes of its two's complement. */
function cents(amount: number): Buffer {
  const hex = amount.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return (bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
}
