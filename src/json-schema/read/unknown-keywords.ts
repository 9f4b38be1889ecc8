import { nearestName } from '../../diagnostics/nearest-name.js';
import type { KeywordReader, Report } from './keyword-reader.js';
import { KEYWORDS } from './keywords.js';

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
      if (typeof json.id !== 'string') continue;
      remark(reader.at(name), '"id" is a keyword only in draft 4 and is ignored', 'Since draft 6, it is "$id".');
      // A meta-schema of the project leaves out what it means to.
    } else if (dialect.file === undefined) {
      remark(reader.at(name), `"${name}" is not a keyword of draft ${dialect.draft} and is ignored`);
    }
  }
}

/** The keyword that a name is a misspelling of: a letter or two off, and not a word with more to it (`tsType`, `enumNames`). */
function slipOf(name: string): string | undefined {
  if (name.length < 4 || /^x-/i.test(name) || OTHERS.has(name)) return undefined;
  const nearest = nearestName(name, slippery);
  return nearest !== undefined && Math.abs(nearest.length - name.length) <= 1 ? nearest : undefined;
}
