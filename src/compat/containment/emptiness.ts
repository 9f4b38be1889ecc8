import type { Containment } from './containment.js';
import { itemAt, itemCountIn } from './item-facts.js';
import { propertyAt, propertyCountIn } from './property-facts.js';
import { requiredNames, type Conjunction } from './conjunction.js';
import { atomsIn, lengthIn, rangeIn, type Atom } from './value-facts.js';

/** Whether it is certain that no value is of a conjunction. */
export function emptinessOf(containment: Containment, conjunction: Conjunction): boolean {
  const atoms = atomsIn(conjunction);
  if (atoms.size === 0) return true;
  const values = containment.valuesIn(conjunction);
  if (values !== undefined) return values.length === 0;
  if ([...atoms].every((atom) => isImpossible(containment, conjunction, atom))) return true;
  // A value that satisfies all of the rest satisfies also what it must not.
  if (conjunction.negative.some((not) => containment.fits(containment.conjunctions.without(conjunction, not), not)))
    return true;
  return conjunction.positive.some(({ anyOf, oneOf }) =>
    [anyOf, oneOf].some(
      (branches) =>
        branches.length > 0 &&
        branches.every((branch) => !conjunction.positive.includes(branch) && containment.excludes(conjunction, branch)),
    ),
  );
}

/** Whether no value of one type is of the conjunction. */
function isImpossible(containment: Containment, conjunction: Conjunction, atom: Atom): boolean {
  switch (atom) {
    case 'null':
    case 'boolean':
      return false;
    case 'integer':
    case 'fraction': {
      const { low, high } = rangeIn(conjunction);
      return low.at > high.at || (low.at === high.at && (low.open || high.open));
    }
    case 'string': {
      const { min, max } = lengthIn(conjunction, containment.settings);
      return min > max;
    }
    case 'array': {
      const { min, max } = itemCountIn(containment, conjunction);
      return min > max || isItemLacking(containment, conjunction, min);
    }
    case 'object':
      return isObjectImpossible(containment, conjunction);
  }
}

/** Whether an item that has to be there cannot be. */
function isItemLacking(containment: Containment, conjunction: Conjunction, min: number): boolean {
  return min > 0 && containment.prover.contains(() => containment.isEmpty(itemAt(conjunction, containment, 0)));
}

function isObjectImpossible(containment: Containment, given: Conjunction): boolean {
  const types = containment.named('type object', () => ({ types: new Set(['object'] as const) }));
  const conjunction = containment.with(given, { positive: [types] });
  const { prover } = containment;
  const isLacking = [...requiredNames(conjunction.positive)].some((name) =>
    prover.contains(() => containment.isEmpty(propertyAt(containment, conjunction, name))),
  );
  if (isLacking) return true;
  const bounds = conjunction.positive.some(
    ({ minProperties, maxProperties }) => (minProperties ?? maxProperties) !== undefined,
  );
  if (!bounds) return false;
  const { min, max } = propertyCountIn(containment, conjunction);
  return min > max;
}
