import type { Seed } from './seed.js';

/** What the names around a value, and its doc, say about it. */
export interface SampleLabel {
  /** The field's name as lower-case words joined by `_`: `order_id` for orderId, OrderID and order_id. */
  readonly words: string;
  /** The name of the record that holds the field, in the same form. */
  readonly owner: string;
  /** The schema's description of the field; empty if there is none. */
  readonly doc: string;
  /** The names on the way to the field, from the root: what the data is about. */
  readonly around: string;
  /** The time that comes before this one: the start of an end. */
  readonly after?: {
    readonly label: SampleLabel;
    /** The seed that the earlier time is drawn from, for the seed of this one. */
    readonly seed: (own: Seed) => Seed;
  };
}

/** Names longer than this say nothing more. */
const MAX_NAME = 80;

export function sampleLabel(
  name: string,
  owner: string,
  more: Partial<Omit<SampleLabel, 'words' | 'owner'>> = {},
): SampleLabel {
  return { doc: '', around: '', ...more, words: snakeCase(name), owner: snakeCase(owner) };
}

/** The label of one item of a list: `tag` for tags, `category` for categories. */
export function itemLabel(label: SampleLabel): SampleLabel {
  const singular = label.words
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x)es$/, '$1')
    .replace(/([^su])s$/, '$1');
  return { ...label, words: singular };
}

export function snakeCase(name: string): string {
  return name
    .slice(-MAX_NAME)
    .replace(/[a-z\d](?=[A-Z])|[A-Z](?=[A-Z][a-z])/g, '$&_')
    .replace(/[^A-Za-z\d]+/g, '_')
    .replace(/^_|_$/g, '')
    .toLowerCase();
}

/** Things whose ids are often written as one word: `orderid`. */
export const RUN_TOGETHER_IDS =
  '(?:account|campaign|client|customer|device|event|item|message|order|page|payment|product|request|session|store|transaction|user|view)_id';

/** Makes a test of whether a label ends in one of `words`, a regular expression's alternatives in which `_` may be left out. */
export function endsIn(words: string): RegExp {
  return new RegExp(`(?:^|_)(?:${words.replaceAll('_', '_?')})(?:_?\\d+)?$`);
}

/** Makes a test of whether a label has one of `words` anywhere, as `endsIn` reads them. */
export function holds(words: string): RegExp {
  return new RegExp(`(?:^|_)(?:${words.replaceAll('_', '_?')})(?:_?\\d+)?(?:_|$)`);
}
