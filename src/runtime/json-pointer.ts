/** A step of a JSON pointer (RFC 6901), its `~` and `/` escaped. */
export function pointerStep(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}
