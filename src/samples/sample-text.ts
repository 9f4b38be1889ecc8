import { endsIn, holds, RUN_TOGETHER_IDS, snakeCase, type SampleLabel } from './sample-label.js';
import { sampleNumber } from './sample-number.js';
import type { Seed } from './seed.js';
import { isDay, isSpan, isTime, sampleDay, sampleMillis } from './sample-time.js';
import * as words from './words.js';

/** A text that a field of this name might hold; a plain word where the name says nothing. */
export function sampleText(label: SampleLabel, seed: Seed): string {
  const rule = RULES.find(([pattern]) => pattern.test(label.words));
  if (rule !== undefined) return rule[1](seed, label);
  if (isTime(label)) return moment(seed, label);
  return isSpan(label) ? String(sampleNumber(label, 'int', seed)) : seed.pick(words.PLAIN);
}

/** A random (version 4) UUID. */
export function sampleUuid(seed: Seed): string {
  const hex = seed.hex(16);
  const variant = '89ab'.charAt(seed.below(4, 'variant'));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

type Make = (seed: Seed, label: SampleLabel) => string;

function oneOf(choices: readonly [string, ...string[]]): Make {
  return (seed) => seed.pick(choices);
}

function digits(count: number): Make {
  return (seed) => Array.from({ length: count }, (_, index) => seed.below(10, `digit ${index}`)).join('');
}

const fullName: Make = (seed) => `${seed.pick(words.FIRST_NAMES, 'first')} ${seed.pick(words.LAST_NAMES, 'last')}`;

const userName: Make = (seed, label) => fullName(seed, label).toLowerCase().replace(' ', '.');

const SHOP = holds(
  'shop|store|orders?|products?|carts?|baskets?|catalog(?:ue)?|sku|price|retail|purchases?|merchandise|warehouse|stock|inventory|invoices?|checkout|parcels?|shipments?|loyalty',
);

/** Whether the data is about a shop. */
function isOfShop({ words: own, owner, around }: SampleLabel): boolean {
  return SHOP.test(own) || SHOP.test(owner) || SHOP.test(snakeCase(around));
}

/** One of the words of a shop where there is one, else of those that fit anywhere. */
function byTrade(shop: readonly [string, ...string[]], others: readonly [string, ...string[]]): Make {
  return (seed, label) => seed.pick(isOfShop(label) ? shop : others);
}

const thing = byTrade(words.PRODUCTS, words.PLAIN);

/** What a bare `name` is depends on whose it is. */
const nameOf: Make = (seed, label) => {
  if (PEOPLE.test(label.owner)) return fullName(seed, label);
  if (FIRMS.test(label.owner)) return seed.pick(words.FIRMS);
  if (PLACES.test(label.owner)) return seed.pick(words.CITIES);
  return thing(seed, label);
};

const PEOPLE = endsIn(
  'person|people|user|customer|client|employee|human|contact|member|author|owner|player|patient|driver|recipient|student|actor',
);
const FIRMS = endsIn(
  'company|vendor|merchant|supplier|organi[sz]ation|brand|store|shop|manufacturer|carrier|tenant|account|bank',
);
const PLACES = endsIn('address|city|town|place|location|station|airport|region');

/** A state is a part of a country in an address, and a status elsewhere. */
const stateOf: Make = (seed, { owner }) => seed.pick(PLACES.test(owner) ? words.REGIONS : words.STATUSES);

/** `ord-48213` for the id of an order. */
const identifier: Make = (seed, label) => {
  const subject = label.words.replace(/_?(?:id|key|ref|reference|number|no|code|identifier)$/, '') || label.owner;
  const prefix = subject.slice(subject.lastIndexOf('_') + 1).slice(0, 3) || 'id';
  return `${prefix}-${seed.between(10_000, 99_999)}`;
};

const url: Make = (seed, label) => {
  const subject = label.words.replace(/_?(?:url|uri|link|href|website|endpoint)$/, '').replaceAll('_', '-');
  return `https://example.com/${subject === '' ? '' : `${subject}/`}${seed.between(10_000, 99_999)}`;
};

const moment: Make = (seed, label) => {
  const iso = new Date(isDay(label) ? sampleDay(label, seed) * 86_400_000 : sampleMillis(label, seed)).toISOString();
  return isDay(label) ? iso.slice(0, 10) : iso;
};

const number: Make = (seed, label) => String(sampleNumber(label, 'double', seed));

/** The first that fits counts: the more special stand before the more general. */
const RULES: readonly (readonly [RegExp, Make])[] = [
  [endsIn('e_?mail|(?:e_?mail|mail)_(?:address|id)'), (seed, label) => `${userName(seed, label)}@example.com`],
  [endsIn('(?:first|given|fore|middle)_name'), oneOf(words.FIRST_NAMES)],
  [endsIn('(?:last|family|sur)_name'), oneOf(words.LAST_NAMES)],
  [endsIn('(?:user|nick|screen|login)_name|login|handle'), userName],
  [endsIn('(?:full|customer|contact|person|display|holder|author|recipient|owner|driver)_name'), fullName],
  [endsIn('author|recipient|sender|assignee|created_by|updated_by|modified_by|approved_by|signed_by'), fullName],
  [
    endsIn('(?:phone|mobile|telephone|fax|cell)(?:_(?:number|no))?|msisdn'),
    (seed) => `+44 20 7946 0${seed.between(100, 999)}`,
  ],
  [endsIn('ip|ip_v?4|(?:ip|remote)_addr(?:ess)?'), (seed) => `192.0.2.${seed.between(1, 254)}`],
  [endsIn('ip_v?6'), (seed) => `2001:db8::${seed.between(1, 9_999)}`],
  [endsIn('mac|mac_addr(?:ess)?'), (seed) => `02:00:5e:00:53:${seed.hex(1)}`],
  [endsIn('host|host_name|server|domain'), (seed) => `app-${seed.between(1, 40)}.example.com`],
  [endsIn('url|uri|link|href|website|endpoint|referr?er'), url],
  [endsIn('user_agent|agent|browser'), oneOf(words.USER_AGENTS)],
  [
    endsIn('street(?:_(?:name|address))?|address(?:_line)?|addr|line'),
    (seed) => `${seed.between(1, 180, 'number')} ${seed.pick(words.STREETS)}`,
  ],
  [endsIn('zip|zip_code|post_code|postal_code'), digits(5)],
  [endsIn('(?:city|town)(?:_name)?|locality|location'), oneOf(words.CITIES)],
  [endsIn('country_(?:code|iso)|iso_country|nationality'), oneOf(words.COUNTRY_CODES)],
  [endsIn('country(?:_name)?'), oneOf(words.COUNTRIES)],
  [endsIn('region|province|county|district|territory'), oneOf(words.REGIONS)],
  [endsIn('state'), stateOf],
  [endsIn('currency(?:_code)?'), oneOf(words.CURRENCIES)],
  [endsIn('locale'), oneOf(words.LOCALES)],
  [endsIn('lang|language(?:_code)?'), oneOf(words.LANGUAGES)],
  [endsIn('time_zone|tz'), oneOf(words.TIME_ZONES)],
  [endsIn('uuid|guid'), sampleUuid],
  [endsIn('sku'), (seed) => `SKU-${seed.between(10_000, 99_999)}`],
  [endsIn('ean|gtin|barcode|isbn|upc'), digits(13)],
  [endsIn('iban|account_number|card_number'), digits(12)],
  [endsIn('hash|checksum|digest|signature|fingerprint|token|etag|md5|sha|sha_?(?:1|256)'), (seed) => seed.hex(16)],
  [
    endsIn('version|revision'),
    (seed) => `${seed.between(1, 4, 'major')}.${seed.below(10, 'minor')}.${seed.below(10, 'patch')}`,
  ],
  [
    endsIn('topic(?:_name)?'),
    (seed, label) => `${byTrade(words.SHOP_TOPICS, words.TOPICS)(seed, label)}-v${seed.between(1, 3, 'version')}`,
  ],
  [endsIn('(?:file|document)(?:_name)?'), (seed) => `${seed.pick(words.PLAIN)}-${seed.between(1, 99, 'number')}.pdf`],
  [endsIn('path|directory|folder'), (seed) => `/data/${seed.pick(words.PLAIN)}/${seed.between(1, 99, 'number')}`],
  [endsIn('method|verb'), oneOf(words.METHODS)],
  [endsIn('log_level|level|severity'), oneOf(words.LEVELS)],
  [endsIn('status|stage|phase|outcome|result'), oneOf(words.STATUSES)],
  [endsIn('type|kind|category|genre|tier|plan|class|group'), byTrade(words.SHOP_KINDS, words.KINDS)],
  [endsIn('colou?r'), oneOf(words.COLOURS)],
  [endsIn('channel|source|origin|medium'), byTrade(words.SHOP_CHANNELS, words.CHANNELS)],
  [
    endsIn(
      'description|comment|note|message|msg|text|body|summary|reason|remark|detail|details|content|bio|doc|instructions',
    ),
    byTrade(words.SHOP_SENTENCES, words.SENTENCES),
  ],
  [endsIn('title|subject|headline|caption|heading'), oneOf(words.TITLES)],
  [
    endsIn('(?:company|vendor|merchant|supplier|organi[sz]ation|brand|store|shop|manufacturer|carrier|bank)(?:_name)?'),
    oneOf(words.FIRMS),
  ],
  [endsIn('(?:product|item|article)(?:_name)?'), thing],
  [endsIn('name|label'), nameOf],
  [
    endsIn(
      'quantity|qty|count|price|amount|total|cost|fee|balance|percent|percentage|rate|ratio|age|year|month|port|weight',
    ),
    number,
  ],
  [endsIn('lat|latitude|lon|lng|longitude'), number],
  [endsIn(`id|key|code|ref|reference|number|no|identifier|${RUN_TOGETHER_IDS}`), identifier],
];
