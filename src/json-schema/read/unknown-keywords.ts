import { quoted } from '../../diagnostics/quoted.js';
import { wordList } from '../../diagnostics/word-list.js';
import { nearestName } from '../../diagnostics/nearest-name.js';
import type { JsonObject } from '../schema/json-pointer.js';
import { describe, type KeywordReader, type Report } from './keyword-reader.js';
import type { Draft } from '../schema/json-schema.js';
import type { Dialect } from './dialect.js';
import { DRAFTS, KEYWORDS } from './keywords.js';
import { idOf } from './scan-schema.js';

/** What others put into schemas that is near to a keyword and means something else. */
const OTHERS: ReadonlySet<string> = new Set([
  'example',
  'formats',
  'patterns',
  'titles',
  'defaults',
  'schema',
  'schemas',
]);

const slippery = [...KEYWORDS.keys()].filter((name) => name.length > 3);

/** Remarks on what looks like a slip in a keyword, and on keywords of other drafts. Whatever else is unknown is ignored. */
export function unknownKeywords(reader: KeywordReader, remark: Report): void {
  const { json, dialect } = reader;
  for (const name of Object.keys(json)) {
    if (dialect.has(name)) continue;
    const keyword = KEYWORDS.get(name);
    if (keyword === undefined) {
      const meant = slipOf(name);
      if (meant !== undefined)
        remark(reader.at(name), `"${name}" is not a keyword and is ignored`, `Did you mean "${meant}"?`);
    } else if (name === 'id') {
      if (typeof json.id !== 'string' || json.id === idOf(json, reader.pointer, dialect)) continue;
      remark(reader.at(name), '"id" is a keyword only in draft 4 and is ignored', 'Since draft 6, it is "$id".');
      // A meta-schema of the project leaves out what it means to.
    } else if (dialect.file === undefined) {
      remark(
        reader.at(name),
        `"${name}" is not a keyword of ${dialect.title} and is ignored`,
        instead(name, json, dialect.draft),
      );
    }
  }
}

/** A note on the keywords next to a `$ref` that would constrain something if the draft did not ignore them. */
export function refSiblings(reader: KeywordReader, note: Report): void {
  const { json, dialect } = reader;
  const names = Object.keys(json).filter((name) => name !== '$ref' && isConstraint(name, dialect));
  if (names.length === 0) return;
  const [verb, what] = names.length === 1 ? ['is', 'it'] : ['are', 'them'];
  const help = `To apply ${what} too, put the reference into "allOf": { "allOf": [{ "$ref": … }], … }.`;
  note(
    reader.at('$ref'),
    `${wordList(names.map(quoted), 'and')} next to "$ref" ${verb} ignored in ${dialect.title}`,
    help,
  );
}

/** Whether a dialect has a keyword that a value can violate. */
export function isConstraint(name: string, dialect: Dialect): boolean {
  if (!dialect.has(name)) return false;
  const vocabulary = KEYWORDS.get(name)?.vocabulary;
  return (
    name === '$ref' ||
    name === 'format' ||
    name === 'nullable' ||
    (vocabulary !== 'core' && vocabulary !== 'annotation')
  );
}

/** The keywords of a schema that only later drafts have. */
export function laterKeywords(json: JsonObject, { has, draft }: Dialect): readonly string[] {
  return Object.keys(json).filter((name) => !has(name) && isLater(name, draft));
}

function isLater(name: string, draft: Draft): boolean {
  const since = KEYWORDS.get(name)?.since;
  return since !== undefined && DRAFTS.indexOf(since) > DRAFTS.indexOf(draft);
}

/** What to write where a draft does not have a keyword. */
function instead(name: string, json: JsonObject, draft: Draft): string {
  const { since, until } = KEYWORDS.get(name) ?? {};
  if (name === 'const') return `Write ${enumOf(json.const)} instead.`;
  if (name === 'additionalItems') return 'Write "items", next to "prefixItems", instead.';
  return isLater(name, draft) ? `It is a keyword since draft ${since}.` : `It was a keyword until draft ${until}.`;
}

/** The `enum` that means the same as a `const`. */
export function enumOf(only: unknown): string {
  return `"enum": [${typeof only === 'object' && only !== null ? '…' : describe(only)}]`;
}

/** What has been found out: a name that is not a keyword often stands in thousands of places. */
const slips = new Map<string, string | undefined>();

/** The keyword that a name is a misspelling of: a letter or two off, and not a word with more to it (`tsType`, `enumNames`). */
function slipOf(name: string): string | undefined {
  if (name.length < 4 || /^x-/i.test(name) || OTHERS.has(name)) return undefined;
  if (!slips.has(name)) {
    const nearest = nearestName(name, slippery);
    const isSlip = nearest !== undefined && Math.abs(nearest.length - name.length) <= 1;
    slips.set(name, isSlip ? nearest : undefined);
  }
  return slips.get(name);
}
