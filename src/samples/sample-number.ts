import { endsIn, holds, RUN_TOGETHER_IDS, type SampleLabel } from './sample-label.js';
import type { Seed } from './seed.js';
import { isSpan, isTime, longSpan, sampleMillis, unitsASecond } from './sample-time.js';

/** The numbers that a type can hold: whole ones of 32 or 64 bits, or ones with a fraction in single or double precision. */
export type NumberKind = 'int' | 'long' | 'float' | 'double';

/** A number that a field of this name might hold: never negative but for places on Earth, and exact in its type and in JavaScript. */
export function sampleNumber(label: SampleLabel, kind: NumberKind, seed: Seed): number {
  const natural = byName(label, kind, seed);
  const range = isTime(label) || isSpan(label) ? undefined : rangeIn(label.doc);
  if (range === undefined || (natural >= range[0] && natural <= range[1])) return natural;
  const [low, high] = range;
  if (kind === 'int' || kind === 'long') return seed.between(Math.ceil(low), Math.floor(high));
  return exact(low + ((high - low) * seed.below(101)) / 100, kind);
}

/** The range that a doc names: `between 0 and 5`, `from -1 to 1`, `0..10`, `in percent`. */
function rangeIn(doc: string): readonly [low: number, high: number] | undefined {
  const [, from, to] =
    /(?:\bbetween|\bfrom|\brange:?|[([])\s*(-?\d{1,6}(?:\.\d{1,6})?)\s*(?:and|to|\.\.\.?|-|–|,)\s*(-?\d{1,6}(?:\.\d{1,6})?)/i.exec(
      doc,
    ) ??
    /(?:^|\s)(-?\d{1,6}(?:\.\d{1,6})?)\s*(?:\.\.\.?|–|to)\s*(-?\d{1,6}(?:\.\d{1,6})?)(?:\D|$)/.exec(doc) ??
    [];
  const [low, high] = [Number(from ?? NaN), Number(to ?? NaN)];
  if (low < high && Math.ceil(low) <= Math.floor(high)) return [low, high];
  return /\bper ?cent(?:age)?\b|%/i.test(doc) ? [0, 100] : undefined;
}

function byName(label: SampleLabel, kind: NumberKind, seed: Seed): number {
  const whole = kind === 'int' || kind === 'long';
  if (isTime(label)) return sampleEpoch(label, kind, seed);
  if (isSpan(label)) return sampleSpan(label, seed);
  const rule = RULES.find(([pattern]) => pattern.test(label.words));
  if (rule === undefined) return whole ? seed.between(1, 999) : exact(seed.between(100, 99_999) / 100, kind);
  const [, low, high, steps = 1] = rule;
  if (whole) return seed.between(Math.ceil(low), Math.floor(high));
  return exact(seed.between(low * steps, high * steps) / steps, kind);
}

/** Seconds for an int and milliseconds for anything larger, unless the name says otherwise. */
function sampleEpoch(label: SampleLabel, kind: NumberKind, seed: Seed): number {
  const units = kind === 'int' ? 1 : (unitsASecond(label) ?? 1_000);
  return exact(Math.floor((sampleMillis(label, seed) * units) / 1_000), kind);
}

/** Single precision holds quarters, but no hundredths. */
function exact(value: number, kind: NumberKind): number {
  return kind === 'float' ? Math.fround(Math.round(value * 4) / 4) : value;
}

function sampleSpan(label: SampleLabel, seed: Seed): number {
  const long = longSpan(label);
  if (long !== undefined) return seed.between(...long);
  const units = unitsASecond(label) ?? 1_000;
  return units === 1 ? seed.between(1, 300) : seed.between(20, 2_000) * (units / 1_000);
}

type Rule = readonly [pattern: RegExp, low: number, high: number, stepsPerUnit?: number];

/** The first that fits counts. A number with a fraction comes in the given steps, a whole one in ones. */
const RULES: readonly Rule[] = [
  [holds('lat|latitude'), -55, 65, 10_000],
  [holds('lon|lng|long|longitude'), -170, 175, 10_000],
  [endsIn('altitude|elevation'), 0, 900, 10],
  [holds('heart_rate|pulse|bpm'), 55, 110],
  [holds('(?:respiration|respiratory|breathing)_rate'), 12, 18],
  [holds('spo2|oxygen_saturation'), 94, 99],
  [holds('systolic'), 105, 135],
  [holds('diastolic'), 65, 85],
  [holds('body_temp(?:erature)?'), 36, 37, 10],
  [endsIn('(?:angle|heading|bearing|azimuth|course|direction|yaw|rotation|hue)(?:_(?:deg|degrees))?'), 0, 359, 10],
  [endsIn('(?:pitch|roll|tilt|slope|inclination)(?:_(?:deg|degrees))?'), -30, 30, 10],
  [endsIn('deg|degrees'), 0, 359, 10],
  [endsIn('rad|radians'), 0, 6, 100],
  [endsIn('(?:battery|fuel|charge|humidity|moisture|volume|brightness|fill)_level'), 5, 100, 10],
  [
    endsIn('(?:cpu|memory|disk|gpu)(?:_(?:usage|utili[sz]ation|load))?|usage|utili[sz]ation|progress|completion'),
    1,
    99,
    10,
  ],
  [endsIn('pressure|hpa'), 990, 1_030, 10],
  [endsIn('ph'), 6, 8, 10],
  [endsIn('fps|frame_rate'), 24, 60],
  [endsIn('year'), 2024, 2026],
  [endsIn('month'), 1, 12],
  [endsIn('week'), 1, 52],
  [endsIn('day|day_of_month'), 1, 28],
  [endsIn('hour'), 0, 23],
  [endsIn('minute|second'), 0, 59],
  [endsIn('nanos|nano|ns'), 0, 999_999_999],
  [endsIn('age'), 18, 79],
  [holds('percent|percentage|pct'), 0, 100, 10],
  [endsIn('humidity|battery|score'), 0, 100, 10],
  [endsIn('rate|ratio|probability|confidence|fraction|share'), 0, 1, 100],
  [endsIn('rating|stars|priority|severity|attempt|attempts|retries|retry_count|level|rank'), 1, 5],
  [endsIn('quantity|qty|count|copies|pieces|units|seats|stock|size'), 1, 9],
  [
    endsIn('price|amount|total|sub_total|cost|fee|balance|tax|vat|discount|salary|revenue|budget|bonus|sum'),
    5,
    250,
    100,
  ],
  [endsIn('cents|minor_units|amount_minor'), 500, 25_000],
  [endsIn('(?:temperature|temp)(?:_(?:c|celsius))?'), 5, 30, 10],
  [endsIn('weight|height|width|depth|length|distance|speed'), 1, 120, 10],
  [endsIn('port'), 8_000, 8_999],
  [endsIn('partition'), 0, 11],
  [endsIn('offset|sequence|sequence_number|seq'), 0, 99_999],
  [endsIn('version|revision'), 1, 9],
  [endsIn('status_code|http_status|response_code'), 200, 204],
  [endsIn('bytes|size_bytes|byte_count|file_size'), 100, 60_000],
  [
    endsIn(`id|key|number|no|code|ref|reference|account|zip|zip_code|post_code|pin_code|${RUN_TOGETHER_IDS}`),
    10_000,
    99_999,
  ],
];
