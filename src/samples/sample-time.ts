import { endsIn, holds, snakeCase, type SampleLabel } from './sample-label.js';
import type { Seed } from './seed.js';

const MILLIS_A_MINUTE = 60_000;
const MILLIS_A_DAY = 86_400_000;
const NEW_YEAR_2026 = Date.UTC(2026, 0, 1) / MILLIS_A_DAY;

const BIRTH = endsIn('birth|birth_date|birth_day|date_of_birth|dob|born|born_on|born_at');
const TIME =
  /(?:^|_)(?:at|on|ts|tms|(?:order|event|start|end|view|log|creation|update)?time|date|timestamp|datetime|instant|epoch|utc|created|updated|modified|expires|expiry|expiration)(?:_(?:utc|ms|millis|us|micros|s|sec|secs|seconds))?$/;
/** Words of time at the front of a name: `timestampCreated`, `dateOfOrder`, `time_placed`. */
const TIME_FIRST =
  /^(?:(?:timestamp|datetime|date_time|epoch|ts)_(?!.*(?:id|type|kind|format|source|zone|offset|key|name|unit|precision)$)|(?:time|date)_(?:of_|(?:utc|local|start|end|begin|from|to|sent|seen|received)(?:_|$)|\w*ed(?:_|$)))/;
const TIME_DOC =
  /\bunix\b|\bepoch\b|\bsince 1970|\b(?:date|time) (?:and time )?(?:when|at which|of the)\b|\btimestamp\b/i;
const SPAN = endsIn(
  'time_(?:spent|taken|limit|elapsed|to_live)|duration|timeout|ttl|latency|elapsed|delay|uptime|(?:response|processing|elapsed|execution|run|wait|lead|cpu|travel|transit|session)_time',
);
const UNIT = /_(ms|millis|milliseconds|us|micros|microseconds|s|sec|secs|seconds|min|mins|minutes|hours|days)$/;
/** Units in a doc, the ones that hold another's name first. */
const DOC_UNITS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:milli(?:second)?s?|ms|msec)\b/i, 'ms'],
  [/\b(?:micro(?:second)?s?|us|µs)\b/i, 'us'],
  [/\bnano(?:second)?s?\b/i, 'nanos'],
  [/\b(?:seconds?|secs?)\b/i, 's'],
  [/\bminutes?\b/i, 'minutes'],
  [/\bhours?\b/i, 'hours'],
  [/\bdays?\b/i, 'days'],
];

/** Whether a name means a point in time. */
export function isTime(label: SampleLabel): boolean {
  const { words, doc } = label;
  const isNamed = TIME.test(words) || TIME_FIRST.test(words);
  return ((isNamed || (TIME_DOC.test(doc) && MAY_BE_TIME.test(words))) && !isSpan(label)) || BIRTH.test(words);
}

/** Names that a doc may say are times. */
const MAY_BE_TIME = holds(
  'check_in|check_out|departure|arrival|opened|closed|issued|start|begin|end|finish|stop|from|to|until|since|due|first|last|seen|occurred|received|sent|valid|time|date|when',
);

/** Whether a name means a length of time. */
export function isSpan({ words }: SampleLabel): boolean {
  return SPAN.test(words.replace(UNIT, ''));
}

/** Whether a name means a day without a time. */
export function isDay({ words }: SampleLabel): boolean {
  return BIRTH.test(words) || endsIn('date|day|on').test(words);
}

/** A day of 2026, or the birthday of a grown-up, in days since 1970. */
export function sampleDay({ words, after }: SampleLabel, seed: Seed): number {
  if (after !== undefined) return sampleDay(after.label, after.seed(seed)) + seed.between(1, 9, 'days after');
  return BIRTH.test(words) ? seed.between(-4_000, 12_500, 'day') : NEW_YEAR_2026 + seed.below(360, 'day');
}

/** A time of day, in milliseconds: from 06:00 to 22:00, or to midnight after another. */
export function sampleTimeOfDay({ after }: Pick<SampleLabel, 'after'>, seed: Seed): number {
  if (after !== undefined) {
    const start = sampleTimeOfDay(after.label, after.seed(seed));
    return seed.between(start + MILLIS_A_MINUTE, MILLIS_A_DAY - 1, 'after');
  }
  return seed.between(6 * 3600, 22 * 3600 - 1, 'second') * 1000 + seed.below(1000, 'milli');
}

/** A moment of such a day, in milliseconds since 1970. */
export function sampleMillis(label: SampleLabel, seed: Seed): number {
  const { after } = label;
  if (after !== undefined)
    return sampleMillis(after.label, after.seed(seed)) + seed.between(10, 480, 'minutes after') * MILLIS_A_MINUTE;
  return sampleDay(label, seed) * MILLIS_A_DAY + sampleTimeOfDay(label, seed);
}

/** The unit that a name ends in, or a doc speaks of, in parts of a second. */
export function unitsASecond(label: SampleLabel): number | undefined {
  switch (unitOf(label)) {
    case 'ms':
      return 1_000;
    case 'us':
      return 1_000_000;
    case 's':
      return 1;
    default:
      return undefined;
  }
}

/** How long a length of time may be, in a unit longer than a second. */
export function longSpan(label: SampleLabel): readonly [low: number, high: number] | undefined {
  switch (unitOf(label)) {
    case 'minutes':
      return [5, 180];
    case 'hours':
      return [1, 12];
    case 'days':
      return [1, 30];
    default:
      return undefined;
  }
}

function unitOf({ words, doc }: SampleLabel): string | undefined {
  const named = UNIT.exec(words)?.[1];
  if (named === undefined) return DOC_UNITS.find(([pattern]) => pattern.test(doc))?.[1];
  if (/^mi(?:n|ns|nutes)$/.test(named)) return 'minutes';
  if (named === 'ms' || named.startsWith('milli')) return 'ms';
  if (named === 'us' || named.startsWith('micro')) return 'us';
  return named === 'hours' || named === 'days' ? named : 's';
}

/** What the names of two times have in them where the first comes after the others. */
const AFTER: readonly (readonly [later: string, ...earlier: string[]])[] = [
  ['end', 'start', 'begin'],
  ['ends', 'starts', 'begins'],
  ['ended', 'started', 'began'],
  ['finish', 'start', 'begin'],
  ['finished', 'started'],
  ['stop', 'start'],
  ['stopped', 'started'],
  ['completed', 'started', 'placed', 'created'],
  ['closed', 'opened', 'created'],
  ['close', 'open'],
  ['to', 'from'],
  ['until', 'from', 'since'],
  ['updated', 'created'],
  ['modified', 'created'],
  ['changed', 'created'],
  ['deleted', 'created'],
  ['expires', 'starts', 'issued', 'created'],
  ['expired', 'issued', 'created'],
  ['expiry', 'start', 'issue'],
  ['expiration', 'start', 'effective', 'issue'],
  ['arrival', 'departure'],
  ['arrived', 'departed'],
  ['check_out', 'check_in'],
  ['checkout', 'checkin'],
  ['dropoff', 'pickup'],
  ['drop_off', 'pick_up'],
  ['shipped', 'placed', 'ordered', 'created'],
  ['delivered', 'shipped', 'placed', 'ordered', 'created'],
  ['paid', 'issued', 'placed', 'created'],
  ['due', 'issued', 'issue'],
  ['resolved', 'opened', 'reported', 'created'],
  ['received', 'sent'],
  ['processed', 'received', 'created'],
  ['last', 'first'],
  ['latest', 'earliest'],
  ['logout', 'login'],
];
const TIME_SUFFIX = /(?:_(?:at|on|time|date|datetime|timestamp|ts|utc|ms|millis|us|micros|s|secs?|seconds))+$/;

const LATER = AFTER.map(([later, ...earlier]) => ({ pattern: new RegExp(`(^|_)${later}(?=_|$)`), earlier }));

/** Whether one of the patterns matches: most names are no end of anything. */
const ANY_LATER = new RegExp(`(?:^|_)(?:${AFTER.map(([later]) => later).join('|')})(?=_|$)`);

/** The fields of a record by what their names say without the words that only mean a time. */
export function timesByName<T>(fields: readonly (readonly [name: string, field: T])[]): ReadonlyMap<string, T> {
  return new Map(fields.map(([name, field]) => [snakeCase(name).replace(TIME_SUFFIX, ''), field]));
}

/** The field whose time comes before that of the one that is called `words`. */
export function earlierTime<T>(words: string, fields: ReadonlyMap<string, T>): T | undefined {
  if (!ANY_LATER.test(words)) return undefined;
  const wanted = LATER.flatMap(({ pattern, earlier }) =>
    pattern.test(words) ? earlier.map((word) => words.replace(pattern, `$1${word}`).replace(TIME_SUFFIX, '')) : [],
  );
  const found = wanted.find((name) => fields.has(name));
  return found === undefined ? undefined : fields.get(found);
}
