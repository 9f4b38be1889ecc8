import { pointerStep } from '../runtime/json-pointer.js';

/** The JSON pointer (RFC 6901) of a member of what `pointer` leads to. */
export function pointerTo(pointer: string, ...steps: readonly (string | number)[]): string {
  let path = pointer;
  for (const step of steps) {
    path += `/${pointerStep(String(step))}`;
  }
  return path;
}

/** The steps of a JSON pointer. */
export function pointerSteps(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
