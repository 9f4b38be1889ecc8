import { visitRegExpAST } from '@eslint-community/regexpp';
import { parsePattern } from './read-pattern.js';

const LAST = 0x10ffff;

/**
 * Returns at least one character of every kind that the sets of a pattern distinguish: each at which one of the ranges,
 * classes or Unicode properties begins, or has just ended.
 */
export function alphabetOf(pattern: string, flags: string): readonly string[] {
  const starts = new Set([0]);
  const known = new Set<string>();
  const addRange = (first: number, last: number): void => {
    starts.add(first);
    if (last < LAST) starts.add(last + 1);
  };
  visitRegExpAST(parsePattern(pattern, flags), {
    onCharacterEnter: ({ value }) => addRange(value, value),
    onCharacterClassRangeEnter: ({ min, max }) => addRange(min.value, max.value),
    onCharacterSetEnter: (set) => {
      if (known.has(set.raw)) return;
      known.add(set.raw);
      if (set.kind === 'property') for (const start of startsOf(set.raw)) starts.add(start);
      else for (const [first, last] of RANGES[set.kind]) addRange(first, last);
    },
  });
  return [...starts].filter((code) => flags === 'u' || code <= 0xffff).map((code) => String.fromCodePoint(code));
}

type Range = readonly [first: number, last: number];

/** What `.` excludes, and what `\d`, `\w` and `\s` include. */
const RANGES: Readonly<Record<'any' | 'digit' | 'word' | 'space', readonly Range[]>> = {
  any: [...[10, 13].map(single), [0x2028, 0x2029]],
  digit: [[48, 57]],
  word: [[48, 57], [65, 90], single(95), [97, 122]],
  space: [
    [9, 13],
    [0x2000, 0x200a],
    [0x2028, 0x2029],
    ...[0x20, 0xa0, 0x1680, 0x202f, 0x205f, 0x3000, 0xfeff].map(single),
  ],
};

function single(code: number): Range {
  return [code, code];
}

const propertyStarts = new Map<string, readonly number[]>();

/** Finds where runs of characters with a Unicode property begin and end. */
function startsOf(property: string): readonly number[] {
  const known = propertyStarts.get(property);
  if (known !== undefined) return known;
  const starts = everyCharacter().flatMap((text) => {
    const runs = [...text.matchAll(new RegExp(`${property}+`, 'gu'))];
    const ends = runs.flatMap(({ 0: run, index }) => [text.codePointAt(index), text.codePointAt(index + run.length)]);
    return ends.filter((code) => code !== undefined);
  });
  propertyStarts.set(property, starts);
  return starts;
}

let everyText: readonly string[] | undefined;

/** All code points; low and high surrogates in an order in which they do not make pairs. */
function everyCharacter(): readonly string[] {
  const ranges: readonly Range[] = [
    [0, 0xd7ff],
    [0xdc00, 0xdfff],
    [0xd800, 0xdbff],
    [0xe000, LAST],
  ];
  everyText ??= ranges.map(([first, last]) => {
    let text = '';
    for (let code = first; code <= last; code += 1_024) {
      const length = Math.min(1_024, last + 1 - code);
      text += String.fromCodePoint(...Array.from({ length }, (_, index) => code + index));
    }
    return text;
  });
  return everyText;
}
