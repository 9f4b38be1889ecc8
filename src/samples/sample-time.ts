import { endsIn, type SampleLabel } from './sample-label.js';
import type { Seed } from './seed.js';

const MILLIS_A_DAY = 86_400_000;
const NEW_YEAR_2026 = Date.UTC(2026, 0, 1) / MILLIS_A_DAY;

const BIRTH = endsIn('birth|birth_date|birth_day|date_of_birth|dob|born|born_on|born_at');
const TIME =
  /(?:^|_)(?:at|on|ts|tms|(?:order|event|start|end|view|log|creation|update)?time|date|timestamp|datetime|instant|epoch|utc|created|updated|modified|expires|expiry|expiration)(?:_(?:utc|ms|millis|us|micros|s|sec|secs|seconds))?$/;
const SPAN = endsIn(
  'duration|timeout|ttl|latency|elapsed|delay|uptime|(?:response|processing|elapsed|execution|run|wait|lead|cpu|travel|transit|session)_time',
);
const UNIT = /_(ms|millis|us|micros|s|sec|secs|seconds)$/;

/** Whether a name means a point in time. */
export function isTime(label: SampleLabel): boolean {
  return (TIME.test(label.words) && !isSpan(label)) || BIRTH.test(label.words);
}

/** Whether a name means a length of time. */
export function isSpan({ words }: SampleLabel): boolean {
  return SPAN.test(words.replace(UNIT, ''));
}

/** Whether a name means a day without a time. */
export function isDay({ words }: SampleLabel): boolean {
  return BIRTH.test(words) || endsIn('date|day|on').test(words);
}

/** A day of 2026, or the birthday of a grown-up, in days since 1970. */
export function sampleDay({ words }: SampleLabel, seed: Seed): number {
  return BIRTH.test(words) ? seed.between(-4_000, 12_500, 'day') : NEW_YEAR_2026 + seed.below(360, 'day');
}

/** A time of day, in milliseconds: from 06:00 to 22:00. */
export function sampleTimeOfDay(seed: Seed): number {
  return seed.between(6 * 3600, 22 * 3600 - 1, 'second') * 1000 + seed.below(1000, 'milli');
}

/** A moment of such a day, in milliseconds since 1970. */
export function sampleMillis(label: SampleLabel, seed: Seed): number {
  return sampleDay(label, seed) * MILLIS_A_DAY + sampleTimeOfDay(seed);
}

/** The unit that a name ends in, in parts of a second. */
export function unitsASecond({ words }: SampleLabel): number | undefined {
  switch (UNIT.exec(words)?.[1]) {
    case undefined:
      return undefined;
    case 'ms':
    case 'millis':
      return 1_000;
    case 'us':
    case 'micros':
      return 1_000_000;
    default:
      return 1;
  }
}
