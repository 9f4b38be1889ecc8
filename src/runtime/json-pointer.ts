/** A step of a JSON pointer (RFC 6901), its `~` and `/` escaped. */
export function pointerStep(step: string): string {
  // Few steps have anything to escape.
  return /[~/]/.test(step) ? step.replaceAll('~', '~0').replaceAll('/', '~1') : step;
}
