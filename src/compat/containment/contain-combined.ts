import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import type { Containment, Obligation } from './containment.js';
import { found, under, type Found } from './difference.js';
import { syntheticSchema } from './compat-schema.js';
import type { Conjunction } from './conjunction.js';

/** What a schema's `anyOf`, `oneOf`, `not` and `if` ask for. */
export function combinedDifferences(containment: Containment, reader: JsonSchema): readonly Obligation[] {
  const obligations: Obligation[] = [];
  if (reader.anyOf.length > 0) obligations.push((conjunction) => anyOfDifferences(containment, conjunction, reader));
  if (reader.oneOf.length > 0) obligations.push((conjunction) => oneOfDifferences(containment, conjunction, reader));
  if (reader.not !== undefined) obligations.push((conjunction) => notDifferences(containment, conjunction, reader));
  if (reader.if !== undefined) obligations.push((conjunction) => ifDifferences(containment, conjunction, reader));
  return obligations;
}

function anyOfDifferences(containment: Containment, conjunction: Conjunction, reader: JsonSchema): readonly Found[] {
  if (reader.anyOf.some((branch) => containment.fits(conjunction, branch))) return [];
  return ofBranches(containment, conjunction, { reader, keyword: 'anyOf' });
}

function oneOfDifferences(containment: Containment, conjunction: Conjunction, reader: JsonSchema): readonly Found[] {
  const [only] = reader.oneOf;
  if (only !== undefined && reader.oneOf.length === 1) return containment.differences(conjunction, only);
  const fitting = reader.oneOf.filter((branch) => containment.fits(conjunction, branch));
  const [branch] = fitting;
  if (branch === undefined) return ofBranches(containment, conjunction, { reader, keyword: 'oneOf' });
  const others = reader.oneOf.filter((other) => other !== branch && !containment.excludes(conjunction, other));
  if (others.length === 0) return [];
  const reason = 'may match more than one of the alternatives';
  const counters = others.map((other) => syntheticSchema({ allOf: [branch, other] }));
  return [found(reader, 'oneOf', { kind: 'alternatives', reason, counters })];
}

/** What keeps a value from every alternative: from the intended one, if it is known. */
function ofBranches(
  containment: Containment,
  conjunction: Conjunction,
  { reader, keyword }: { readonly reader: JsonSchema; readonly keyword: 'anyOf' | 'oneOf' },
): readonly Found[] {
  const branches = reader[keyword];
  const possible = branches.filter((branch) => !containment.excludes(conjunction, branch));
  const [nearest, next] = (possible.length > 0 ? possible : branches)
    .map((branch) => containment.differences(conjunction, branch))
    .toSorted((one, other) => one.length - other.length);
  const isMeant = next === undefined || (possible.length === 0 && (nearest?.length ?? 0) < next.length);
  if (nearest !== undefined && isMeant) return nearest;
  const reason = `may match none of the ${branches.length} alternatives`;
  const counters = [syntheticSchema({ not: syntheticSchema({ anyOf: branches }) })];
  return [found(reader, keyword, { kind: 'alternatives', reason, counters })];
}

function notDifferences(containment: Containment, conjunction: Conjunction, reader: JsonSchema): readonly Found[] {
  const { not } = reader;
  if (not === undefined || containment.excludes(conjunction, not)) return [];
  return [found(reader, 'not', { kind: 'not', reason: 'may match the schema in `not`', counters: [not] })];
}

function ifDifferences(containment: Containment, conjunction: Conjunction, reader: JsonSchema): readonly Found[] {
  if (reader.if === undefined) return [];
  const cases = [
    { schema: reader.then, all: [reader.if], nots: [] },
    { schema: reader.else, all: [], nots: [reader.if] },
  ];
  return cases.flatMap(({ schema, all, nots }) => {
    if (schema === undefined) return [];
    const narrowed = containment.with(conjunction, { all, nots });
    if (containment.isEmpty(narrowed)) return [];
    return under({ kind: 'case', all, nots }, containment.differences(narrowed, schema));
  });
}
