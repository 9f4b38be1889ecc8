const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Whether every object answers to the name, so that only its own properties may be asked for it. */
export function isInherited(name: string): boolean {
  return INHERITED.has(name);
}
