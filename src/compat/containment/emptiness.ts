import type { Containment } from './containment.js';
import { itemAt, itemCountIn } from './item-facts.js';
import { propertyAt, propertyCountIn } from './property-facts.js';
import { requiredNames, type Situation } from './situation.js';
import { atomsIn, lengthIn, rangeIn, type Atom } from './value-facts.js';

/** Whether it is certain that no value is of a situation. */
export function emptinessOf(containment: Containment, situation: Situation): boolean {
  const atoms = atomsIn(situation);
  if (atoms.size === 0) return true;
  const values = containment.valuesIn(situation);
  if (values !== undefined) return values.length === 0;
  if ([...atoms].every((atom) => isImpossible(containment, situation, atom))) return true;
  // A value that satisfies all of the rest satisfies also what it must not.
  if (situation.nots.some((not) => containment.fits(containment.situations.without(situation, not), not))) return true;
  return situation.all.some(({ anyOf, oneOf }) =>
    [anyOf, oneOf].some(
      (branches) =>
        branches.length > 0 &&
        branches.every((branch) => !situation.all.includes(branch) && containment.excludes(situation, branch)),
    ),
  );
}

/** Whether no value of one type is of the situation. */
function isImpossible(containment: Containment, situation: Situation, atom: Atom): boolean {
  switch (atom) {
    case 'null':
    case 'boolean':
      return false;
    case 'integer':
    case 'fraction': {
      const { low, high } = rangeIn(situation);
      return low.at > high.at || (low.at === high.at && (low.open || high.open));
    }
    case 'string': {
      const { min, max } = lengthIn(situation, containment.settings);
      return min > max;
    }
    case 'array': {
      const { min, max } = itemCountIn(containment, situation);
      return min > max || isItemLacking(containment, situation, min);
    }
    case 'object':
      return isObjectImpossible(containment, situation);
  }
}

/** Whether an item that has to be there cannot be. */
function isItemLacking(containment: Containment, situation: Situation, min: number): boolean {
  return min > 0 && containment.proof.inside(() => containment.isEmpty(itemAt(situation, containment, 0)));
}

function isObjectImpossible(containment: Containment, given: Situation): boolean {
  const types = containment.named('type object', () => ({ types: new Set(['object'] as const) }));
  const situation = containment.with(given, { all: [types] });
  const { proof } = containment;
  const isLacking = [...requiredNames(situation.all)].some((name) =>
    proof.inside(() => containment.isEmpty(propertyAt(containment, situation, name))),
  );
  if (isLacking) return true;
  const bounds = situation.all.some(
    ({ minProperties, maxProperties }) => (minProperties ?? maxProperties) !== undefined,
  );
  if (!bounds) return false;
  const { min, max } = propertyCountIn(containment, situation);
  return min > max;
}
