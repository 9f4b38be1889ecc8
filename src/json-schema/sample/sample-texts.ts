import type { SampleLabel } from '../../samples/sample-label.js';
import type { Seed } from '../../samples/seed.js';
import { sampleText } from '../../samples/sample-text.js';
import { isLonger, isShorter } from '../../runtime/json/check.js';
import { compilePattern } from '../pattern/compile-pattern.js';
import { TEXT_PREDICATES } from '../validate/format-predicates.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { patternTexts } from '../pattern/pattern-text.js';
import { isPatternAlone } from './sample-negation.js';
import { formatPattern, sampleFormat } from './sample-format.js';

/** What a text is drawn from: the nth seed is for the nth try. */
interface TextSource {
  readonly label: SampleLabel;
  readonly seedOf: (attempt: number) => Seed;
}

/** How many plausible texts are tried before others are made to measure. */
const NATURAL_TRIES = 6;
/** Longer texts than this are not made. */
const MAX_LENGTH = 100_000;

/** Texts to try for schemas that hold together, the most plausible first. They have the lengths that are asked for. */
export function* sampleTexts(schemas: readonly JsonSchema[], { label, seedOf }: TextSource): Generator<string> {
  const patterns = schemas.flatMap(({ pattern }) => pattern ?? []);
  const formats = schemas.flatMap(({ format }) =>
    format === undefined || formatPattern(format) === undefined ? [] : format,
  );
  const minLength = Math.max(0, ...schemas.map((schema) => schema.minLength ?? 0));
  const maxLength = Math.min(...schemas.map((schema) => schema.maxLength ?? Infinity));
  if (minLength > maxLength || minLength > MAX_LENGTH) return;
  const fits = (text: string): boolean =>
    !isShorter(text, minLength) &&
    !isLonger(text, maxLength) &&
    patterns.every((pattern) => compilePattern(pattern).test(text));
  const [format] = formats;
  const content = schemas.find((schema) => schema.contentEncoding ?? schema.contentMediaType);
  for (let attempt = 0; attempt < NATURAL_TRIES; attempt++) {
    const seed = seedOf(attempt);
    const text =
      format !== undefined
        ? sampleFormat(format, label, seed)
        : content !== undefined
          ? sampleContent(content, label, seed)
          : sampleText(label, seed);
    if (text === undefined) break;
    const cut = format === undefined && content === undefined ? fitted(text, minLength, maxLength) : text;
    const spellings = patterns.length === 0 ? [cut] : [cut, ...spellingsOf(cut)];
    yield* spellings.filter(fits).slice(0, 1);
  }
  const excluded = schemas.flatMap(({ not }) => (not !== undefined && isPatternAlone(not) ? (not.pattern ?? []) : []));
  const wanted = formats.flatMap((name) => formatPattern(name) ?? []);
  const isOfFormats = (text: string): boolean => formats.every((name) => TEXT_PREDICATES.get(name)?.(text) ?? true);
  if (wanted.length > 0) {
    const rules = { patterns: [...patterns, ...wanted], excluded, minLength, maxLength };
    for (const text of patternTexts(rules, seedOf)) if (isOfFormats(text)) yield text;
  }
  if (patterns.length > 0 || excluded.length > 0 || wanted.length > 0) {
    const made = patternTexts({ patterns, excluded, minLength, maxLength }, seedOf);
    const tail = kebabOf(sampleText(label, seedOf(0)));
    // What only says how a text begins is seldom all of it.
    const lengthened = (text: string): string => (fits(`${text} |`) && fits(text + tail) ? text + tail : text);
    // A format may only be an annotation; what has it comes first nevertheless.
    const others: string[] = [];
    for (const start of made) {
      const text = lengthened(start);
      if (isOfFormats(text)) yield text;
      else others.push(text);
    }
    yield* others;
  }
}

/** The text in other cases, without characters other than letters and digits, and its start. */
function spellingsOf(text: string): readonly string[] {
  const plain = text.replace(/[^A-Za-z\d]+/g, '');
  const kebab = kebabOf(text);
  const digits = text.replace(/\D/g, '');
  return [text.toLowerCase(), text.toUpperCase(), plain, kebab, kebab.replaceAll('-', '_').toUpperCase(), digits];
}

function kebabOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** The text cut or lengthened; lengths are in code points. */
function fitted(text: string, minLength: number, maxLength: number): string {
  if (isLonger(text, maxLength)) {
    const cut = Array.from(text).slice(0, maxLength).join('');
    const trimmed = cut.replace(/[^A-Za-z\d]+$/, '');
    return isShorter(trimmed, Math.max(minLength, 1)) ? cut : trimmed;
  }
  if (!isShorter(text, minLength)) return text;
  const repeated = `${text} `.repeat(Math.ceil(minLength / (text.length + 1)));
  const long = repeated.slice(0, minLength);
  return long.endsWith(' ') ? `${long.slice(0, -1)}.` : long;
}

function sampleContent(schema: JsonSchema, label: SampleLabel, seed: Seed): string | undefined {
  const text = (schema.contentMediaType ?? '').endsWith('json')
    ? JSON.stringify({ id: seed.hex(4) })
    : sampleText(label, seed);
  switch (schema.contentEncoding) {
    case 'base64':
    case 'base64url':
    case 'hex':
      return Buffer.from(text).toString(schema.contentEncoding);
    case 'base16':
      return Buffer.from(text).toString('hex').toUpperCase();
    default:
      return text;
  }
}
