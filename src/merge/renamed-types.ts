import { ts } from 'ts-morph';
import type { ParsedHandler } from './parsed-handler.js';
import { inQuotes } from './file-style.js';
import type { Edit } from './splice.js';
import { typeLiterals } from './type-map.js';
import type { TypeMentions } from './type-mentions.js';
import type { HandlerBranches } from './user-file.js';

/** The literals of types that have another name now. */
export function renamedTypes(
  { parsed, style }: ParsedHandler,
  { branches, property }: HandlerBranches,
  { switches, comparisons, keys }: TypeMentions,
): readonly Edit[] {
  const { source } = parsed;
  return branches.flatMap((branch): Edit[] => {
    const { formerly } = branch;
    if (formerly === undefined || branches.some(({ value }) => value === formerly)) return [];
    const open = switches.filter(({ cases }) => !cases.some(({ value }) => value === branch.value));
    const places = [...open.flatMap(({ cases }) => cases), ...comparisons, ...keys, ...typeLiterals(property, parsed)]
      .filter(({ value, expression }) => value === formerly && ts.isLiteralExpression(expression))
      .map(({ expression }) => expression);
    const [first] = places;
    if (first === undefined) return [];
    const splices = places.map((literal) => ({
      start: literal.getStart(source),
      end: literal.end,
      text: inQuotes(branch.literal, literal.getText(source).startsWith('"') ? '"' : style.quote),
    }));
    const count = splices.length === 1 ? '1 place' : `${splices.length} places`;
    return [{ summary: `renamed the record type ${first.getText(source)} to ${branch.literal} (${count})`, splices }];
  });
}
