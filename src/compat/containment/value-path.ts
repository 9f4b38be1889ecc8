import { pointerTo } from '../../paths/json-pointer.js';
import type { Violation, Step } from './difference.js';
import { fieldPath, fieldStep, ITEM_STEP, VALUE_STEP } from '../field-path.js';

/** A JSON pointer to the value that a difference is about; `*` for any item or property of a kind. */
export function pathPointer({ path, property }: Pick<Violation, 'path' | 'property'>): string {
  const segments = path.flatMap((step) => ('segment' in step ? [step.segment] : []));
  return pointerTo('', ...segments, ...(property === undefined ? [] : [property]));
}

/** The same as people write it: `items[].price`. */
export function pathText({ path, property }: Pick<Violation, 'path' | 'property'>): string {
  return fieldPath([...path.map(stepPath), ...(property === undefined ? [] : [fieldStep(property)])]);
}

function stepPath(step: Step): string {
  switch (step.kind) {
    case 'property':
      return fieldStep(step.name);
    case 'other':
      return VALUE_STEP;
    case 'item':
      return step.segment === '*' ? ITEM_STEP : `[${step.index}]`;
    case 'name':
    case 'case':
      return '';
  }
}
