import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import type { Containment, Obligation } from './containment.js';
import { violation, under, type Violation } from './difference.js';
import { syntheticSchema } from '../../json-schema/schema/synthetic-schema.js';
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

function anyOfDifferences(
  containment: Containment,
  conjunction: Conjunction,
  reader: JsonSchema,
): readonly Violation[] {
  if (reader.anyOf.some((branch) => containment.fits(conjunction, branch))) return [];
  return ofBranches(containment, conjunction, { reader, keyword: 'anyOf' });
}

function oneOfDifferences(
  containment: Containment,
  conjunction: Conjunction,
  reader: JsonSchema,
): readonly Violation[] {
  const [only] = reader.oneOf;
  if (only !== undefined && reader.oneOf.length === 1) return containment.differences(conjunction, only);
  const fitting = reader.oneOf.filter((branch) => containment.fits(conjunction, branch));
  const [branch] = fitting;
  if (branch === undefined) return ofBranches(containment, conjunction, { reader, keyword: 'oneOf' });
  const others = reader.oneOf.filter((other) => other !== branch && !containment.excludes(conjunction, other));
  if (others.length === 0) return [];
  const reason = 'may match more than one of the alternatives';
  const counterexamples = others.map((other) => syntheticSchema({ allOf: [branch, other] }));
  return [violation(reader, 'oneOf', { kind: 'alternatives', reason, counterexamples })];
}

/** What keeps a value from every alternative: from the intended one, if it is known. */
function ofBranches(
  containment: Containment,
  conjunction: Conjunction,
  { reader, keyword }: { readonly reader: JsonSchema; readonly keyword: 'anyOf' | 'oneOf' },
): readonly Violation[] {
  const branches = reader[keyword];
  const possible = branches.filter((branch) => !containment.excludes(conjunction, branch));
  const [nearest, next] = (possible.length > 0 ? possible : branches)
    .map((branch) => containment.differences(conjunction, branch))
    .toSorted((one, other) => one.length - other.length);
  const isMeant = next === undefined || (possible.length === 0 && (nearest?.length ?? 0) < next.length);
  if (nearest !== undefined && isMeant) return nearest;
  const reason = `may match none of the ${branches.length} alternatives`;
  const counterexamples = [syntheticSchema({ not: syntheticSchema({ anyOf: branches }) })];
  return [violation(reader, keyword, { kind: 'alternatives', reason, counterexamples })];
}

function notDifferences(containment: Containment, conjunction: Conjunction, reader: JsonSchema): readonly Violation[] {
  const { not } = reader;
  if (not === undefined || containment.excludes(conjunction, not)) return [];
  return [violation(reader, 'not', { kind: 'not', reason: 'may match the schema in `not`', counterexamples: [not] })];
}

function ifDifferences(containment: Containment, conjunction: Conjunction, reader: JsonSchema): readonly Violation[] {
  if (reader.if === undefined) return [];
  const cases = [
    { schema: reader.then, positive: [reader.if], negative: [] },
    { schema: reader.else, positive: [], negative: [reader.if] },
  ];
  return cases.flatMap(({ schema, positive, negative }) => {
    if (schema === undefined) return [];
    const narrowed = containment.with(conjunction, { positive, negative });
    if (containment.isEmpty(narrowed)) return [];
    return under({ kind: 'case', positive, negative }, containment.differences(narrowed, schema));
  });
}
