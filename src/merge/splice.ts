/** A piece of a text that is replaced: from `start` up to `end`, in UTF-16 units. The two are equal for an insertion. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Splices that belong together, and what they do as a sentence. */
export interface Edit {
  readonly summary: string;
  readonly splices: readonly Splice[];
}

/** The text with all splices applied, every other byte as it was; undefined where two of them overlap. */
export function applySplices(text: string, splices: readonly Splice[]): string | undefined {
  const ordered = inOrder(splices);
  let result = '';
  let at = 0;
  for (const { start, end, text: replacement } of ordered) {
    if (start < at) return undefined;
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}

/** By their place; an insertion comes behind what is replaced up to there. */
export function inOrder(splices: readonly Splice[]): readonly Splice[] {
  return [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Where a place of the text is after the splices, none of which covers it. */
export function shifted(place: number, splices: readonly Splice[]): number {
  return splices.reduce((at, { start, end, text }) => (end <= place ? at + text.length - (end - start) : at), place);
}
