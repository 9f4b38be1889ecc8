/** `date-time` of RFC 3339, section 5.6: `2024-05-01T12:30:00.5+02:00`. */
export function isDateTime(text: string): boolean {
  const mark = text.charCodeAt(10) | 0x20;
  return mark === LETTER_T && isDateAt(text, 0) && isTimeAt(text, 11);
}

/** `full-date` of RFC 3339. */
export function isDate(text: string): boolean {
  return text.length === 10 && isDateAt(text, 0);
}

/** `full-time` of RFC 3339: with an offset, and with second 60 only at the end of a day in UTC. */
export function isTime(text: string): boolean {
  return isTimeAt(text, 0);
}

/** `duration` of RFC 3339, appendix A, and ISO 8601's that leave out units between: `P1Y2D`. */
export function isDuration(text: string): boolean {
  return DURATION.test(text) && !text.endsWith('P') && !text.endsWith('T');
}

const DURATION = /^P(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)$/;

const LETTER_T = 0x74;
const LETTER_Z = 0x7a;
const DASH = 0x2d;
const COLON = 0x3a;
const POINT = 0x2e;
const PLUS = 0x2b;

function isDateAt(text: string, at: number): boolean {
  const year = digitsAt(text, at, 4);
  const month = digitsAt(text, at + 5, 2);
  const day = digitsAt(text, at + 8, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1) return false;
  if (text.charCodeAt(at + 4) !== DASH || text.charCodeAt(at + 7) !== DASH) return false;
  return day <= 28 || day <= daysOf(year, month);
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Whether all that stands from `at` on is a time. */
function isTimeAt(text: string, at: number): boolean {
  const hour = digitsAt(text, at, 2);
  const minute = digitsAt(text, at + 3, 2);
  const second = digitsAt(text, at + 6, 2);
  if (text.charCodeAt(at + 2) !== COLON || text.charCodeAt(at + 5) !== COLON) return false;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return false;
  let end = at + 8;
  if (text.charCodeAt(end) === POINT) {
    const first = ++end;
    while (isDigit(text.charCodeAt(end))) end++;
    if (end === first) return false;
  }
  const offset = offsetAt(text, end);
  if (offset === undefined) return false;
  // A leap second is the last of a day in UTC, whatever the time is where it was written down.
  return second < 60 || (hour * 60 + minute - offset + 1) % 1440 === 0;
}

/** The offset from UTC that ends the text, in minutes; undefined if none does. */
function offsetAt(text: string, at: number): number | undefined {
  if ((text.charCodeAt(at) | 0x20) === LETTER_Z) return text.length === at + 1 ? 0 : undefined;
  const sign = text.charCodeAt(at);
  const hours = digitsAt(text, at + 1, 2);
  const minutes = digitsAt(text, at + 4, 2);
  if ((sign !== PLUS && sign !== DASH) || text.charCodeAt(at + 3) !== COLON) return undefined;
  if (text.length !== at + 6 || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
    return undefined;
  }
  return (sign === DASH ? -1 : 1) * (hours * 60 + minutes);
}

/** The number that `count` digits make; -1 where they are not all digits. */
function digitsAt(text: string, at: number, count: number): number {
  let number = 0;
  for (let i = at; i < at + count; i++) {
    const code = text.charCodeAt(i);
    if (!isDigit(code)) return -1;
    number = number * 10 + code - 0x30;
  }
  return number;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
