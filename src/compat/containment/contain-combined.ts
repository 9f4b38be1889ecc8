import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import type { Containment, Obligation } from './containment.js';
import { found, under, type Found } from './difference.js';
import { madeSchema } from './compat-schema.js';
import type { Situation } from './situation.js';

/** What a schema's `anyOf`, `oneOf`, `not` and `if` ask for. */
export function combinedDifferences(containment: Containment, reader: JsonSchema): readonly Obligation[] {
  const obligations: Obligation[] = [];
  if (reader.anyOf.length > 0) obligations.push((situation) => anyOfDifferences(containment, situation, reader));
  if (reader.oneOf.length > 0) obligations.push((situation) => oneOfDifferences(containment, situation, reader));
  if (reader.not !== undefined) obligations.push((situation) => notDifferences(containment, situation, reader));
  if (reader.if !== undefined) obligations.push((situation) => ifDifferences(containment, situation, reader));
  return obligations;
}

function anyOfDifferences(containment: Containment, situation: Situation, reader: JsonSchema): readonly Found[] {
  if (reader.anyOf.some((branch) => containment.fits(situation, branch))) return [];
  return ofBranches(containment, situation, { reader, keyword: 'anyOf' });
}

function oneOfDifferences(containment: Containment, situation: Situation, reader: JsonSchema): readonly Found[] {
  const [only] = reader.oneOf;
  if (only !== undefined && reader.oneOf.length === 1) return containment.differences(situation, only);
  const fitting = reader.oneOf.filter((branch) => containment.fits(situation, branch));
  const [branch] = fitting;
  if (branch === undefined) return ofBranches(containment, situation, { reader, keyword: 'oneOf' });
  const others = reader.oneOf.filter((other) => other !== branch && !containment.excludes(situation, other));
  if (others.length === 0) return [];
  const reason = 'may match more than one of the alternatives';
  const counters = others.map((other) => madeSchema({ allOf: [branch, other] }));
  return [found(reader, 'oneOf', { kind: 'alternatives', reason, counters })];
}

/** What keeps a value from every alternative: from the one that is meant, where that can be told. */
function ofBranches(
  containment: Containment,
  situation: Situation,
  { reader, keyword }: { readonly reader: JsonSchema; readonly keyword: 'anyOf' | 'oneOf' },
): readonly Found[] {
  const branches = reader[keyword];
  const possible = branches.filter((branch) => !containment.excludes(situation, branch));
  const [nearest, next] = (possible.length > 0 ? possible : branches)
    .map((branch) => containment.differences(situation, branch))
    .toSorted((one, other) => one.length - other.length);
  const isMeant = next === undefined || (possible.length === 0 && (nearest?.length ?? 0) < next.length);
  if (nearest !== undefined && isMeant) return nearest;
  const reason = `may match none of the ${branches.length} alternatives`;
  const counters = [madeSchema({ not: madeSchema({ anyOf: branches }) })];
  return [found(reader, keyword, { kind: 'alternatives', reason, counters })];
}

function notDifferences(containment: Containment, situation: Situation, reader: JsonSchema): readonly Found[] {
  const { not } = reader;
  if (not === undefined || containment.excludes(situation, not)) return [];
  return [found(reader, 'not', { kind: 'not', reason: 'may be what `not` rules out', counters: [not] })];
}

function ifDifferences(containment: Containment, situation: Situation, reader: JsonSchema): readonly Found[] {
  if (reader.if === undefined) return [];
  const cases = [
    { schema: reader.then, all: [reader.if], nots: [] },
    { schema: reader.else, all: [], nots: [reader.if] },
  ];
  return cases.flatMap(({ schema, all, nots }) => {
    if (schema === undefined) return [];
    const narrowed = containment.with(situation, { all, nots });
    if (containment.isEmpty(narrowed)) return [];
    return under({ kind: 'case', all, nots }, containment.differences(narrowed, schema));
  });
}
