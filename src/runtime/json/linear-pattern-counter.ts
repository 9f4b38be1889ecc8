/**
 * Counts the characters of one set, from several places at once. All counts go on with a character
 * of the set and end with any other, so only the places where they began are kept, oldest first
 * (Turoňová et al., "Regex Matching with Counting-Set Automata", 2020).
 */
export interface Counter {
  readonly isIdle: boolean;
  /** Ends all counts. */
  clear(): void;
  /** Begins a count at a place of the text. */
  begin(place: number): void;
  /** Takes the character before a place; whether a count then has its minimum. */
  advance(place: number, isInSet: boolean): boolean;
}

/** Places that are over are dropped from the list once there are this many. */
const MAX_OVER = 1_000;

/** Makes a counter for repetitions of at least `min` and at most `max` characters. */
export function makeCounter(min: number, max: number): Counter {
  let places: number[] = [];
  let oldest = 0;
  let end = 0;
  const clear = (): void => {
    oldest = 0;
    end = 0;
  };
  return {
    get isIdle() {
      return oldest === end;
    },
    clear,
    begin(place) {
      // Without a maximum, the oldest count is always the highest.
      if (max < Infinity || oldest === end) places[end++] = place;
    },
    advance(place, isInSet) {
      if (!isInSet) {
        clear();
        return false;
      }
      // Two counts never begin at one place, so only one can be over.
      if (place - (places[oldest] ?? 0) > max) oldest++;
      if (oldest === end) {
        clear();
        return false;
      }
      if (oldest > MAX_OVER && oldest * 2 > end) {
        places = places.slice(oldest, end);
        end -= oldest;
        oldest = 0;
      }
      return place - (places[oldest] ?? 0) >= min;
    },
  };
}
