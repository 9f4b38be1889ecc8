import { pointerTo } from '../json-schema/read/json-pointer.js';
import type { Found } from './difference.js';

/** A JSON pointer to the value that a difference is about; `*` for any item or property of a kind. */
export function trailPointer({ trail, property }: Pick<Found, 'trail' | 'property'>): string {
  const words = trail.flatMap((step) => ('word' in step ? [step.word] : []));
  return pointerTo('', ...words, ...(property === undefined ? [] : [property]));
}
