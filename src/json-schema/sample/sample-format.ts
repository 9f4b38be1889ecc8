import type { SampleLabel } from '../../samples/sample-label.js';
import { sampleNumber } from '../../samples/sample-number.js';
import type { Seed } from '../../samples/seed.js';
import { sampleText, sampleUuid } from '../../samples/sample-text.js';
import { sampleDay, sampleMillis, sampleTimeOfDay } from '../../samples/sample-time.js';

type Make = (label: SampleLabel, seed: Seed) => string;

/** A text of a format, as a field of this name might hold; undefined for formats that are not known. */
export function sampleFormat(format: string, label: SampleLabel, seed: Seed): string | undefined {
  return FORMATS.get(format)?.(label, seed);
}

/** A pattern of some texts of a format, for where they have to meet other rules too. */
export function formatPattern(format: string): string | undefined {
  return PATTERNS.get(format);
}

const MILLIS_A_DAY = 86_400_000;

/** What a field of another name would hold. */
function as(words: string): Make {
  return (label, seed) => sampleText({ ...label, words }, seed);
}

const subject = ({ words }: SampleLabel): string =>
  words.replace(/_(?:ur[il]|ir[il]|link|href)$/, '').replaceAll('_', '-');

const path: Make = (label, seed) => `${subject(label) || 'items'}/${seed.between(10_000, 99_999)}`;

const whole: Make = (label, seed) => String(Math.abs(sampleNumber(label, 'long', seed)));

const instant: Make = (label, seed) => new Date(sampleMillis(label, seed)).toISOString();

const timeOfDay: Make = (label, seed) => new Date(sampleTimeOfDay(label, seed)).toISOString().slice(11);

const span: Make = (_, seed) => `PT${seed.between(1, 12, 'hours')}H${seed.between(1, 59, 'minutes')}M`;

const FORMATS: ReadonlyMap<string, Make> = new Map<string, Make>([
  ['date-time', instant],
  ['date', (label, seed) => new Date(sampleDay(label, seed) * MILLIS_A_DAY).toISOString().slice(0, 10)],
  ['time', timeOfDay],
  ['duration', span],
  ['email', as('email')],
  ['idn-email', as('email')],
  ['hostname', as('host')],
  ['idn-hostname', as('host')],
  ['ipv4', as('ip')],
  ['ipv6', as('ipv6')],
  ['uri', (label, seed) => `https://example.com/${path(label, seed)}`],
  ['iri', (label, seed) => `https://example.com/${path(label, seed)}`],
  ['uri-reference', (label, seed) => `/${path(label, seed)}`],
  ['iri-reference', (label, seed) => `/${path(label, seed)}`],
  ['uri-template', (label) => `https://example.com/${subject(label) || 'items'}/{id}`],
  ['json-pointer', (label, seed) => `/${subject(label) || 'items'}/${seed.below(10)}`],
  ['relative-json-pointer', (label, seed) => `${seed.below(3)}/${subject(label) || 'items'}`],
  ['regex', () => '^[a-z]+$'],
  ['uuid', (_, seed) => sampleUuid(seed)],
  ['byte', (_, seed) => Buffer.from(seed.hex(12), 'hex').toString('base64')],
  ['int32', whole],
  ['uint32', whole],
  ['int64', whole],
  ['uint64', whole],
]);

const HOST = '[a-z]([a-z0-9]{0,20}[a-z0-9])?(\\.[a-z]([a-z0-9]{0,20}[a-z0-9])?)*';
const DAY = '20[0-4]\\d-(0[1-9]|1[0-2])-(0[1-9]|1\\d|2[0-8])';
const TIME = '([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?(Z|[+-](0\\d|1[0-2]):[03]0)';
const URI = `[a-z][a-z0-9+.-]*:(//${HOST}(:[1-9]\\d{0,3})?)?[A-Za-z0-9/_.~:@!$&,;=-]*(\\?[A-Za-z0-9/_.~&=-]*)?(#[A-Za-z0-9/_.~-]*)?`;
const REFERENCE = '[A-Za-z0-9/_.~-]*(\\?[A-Za-z0-9/_.~&=-]*)?(#[A-Za-z0-9/_.~-]*)?';

/** For the two kinds of texts of an internationalised format, those within ASCII will do. */
const PATTERNS: ReadonlyMap<string, string> = new Map([
  ['date-time', `^${DAY}T${TIME}$`],
  ['date', `^${DAY}$`],
  ['time', `^${TIME}$`],
  ['duration', '^P(\\d{1,3}W|(\\d{1,2}Y)?(\\d{1,2}M)?\\d{1,4}D|(\\d{1,3}D)?T(\\d{1,2}H)?(\\d{1,2}M)?\\d{1,2}S)$'],
  ['email', `^[a-z0-9]+([._+-][a-z0-9]+)*@${HOST}$`],
  ['idn-email', `^[a-z0-9]+([._+-][a-z0-9]+)*@${HOST}$`],
  ['hostname', `^${HOST}$`],
  ['idn-hostname', `^${HOST}$`],
  ['ipv4', '^((1?\\d|[1-9]|1[0-9])?\\d\\.){3}[1-9]\\d?$'],
  ['ipv6', '^([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}$|^2001:db8::[0-9a-f]{1,4}$|^::1?$'],
  ['uri', `^${URI}$`],
  ['iri', `^${URI}$`],
  ['uri-reference', `^(${URI}|${REFERENCE})$`],
  ['iri-reference', `^(${URI}|${REFERENCE})$`],
  ['uri-template', '^[A-Za-z0-9/_.:-]*(\\{[a-z]+\\}[A-Za-z0-9/_.-]*)*$'],
  ['json-pointer', '^(/[A-Za-z0-9_-]*)*$'],
  ['relative-json-pointer', '^[1-9]?\\d(/[A-Za-z0-9_-]*)*$'],
  ['regex', '^\\^?[A-Za-z0-9_]*$'],
  ['uuid', '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'],
  ['byte', '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$'],
  ['int32', '^[1-9]\\d{0,8}$'],
  ['uint32', '^[1-9]\\d{0,8}$'],
  ['int64', '^[1-9]\\d{0,17}$'],
  ['uint64', '^[1-9]\\d{0,17}$'],
]);
