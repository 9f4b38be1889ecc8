/** An object that gets members of these names, one after the other. */
export type PlainObject<Name extends string> = Partial<Record<Name, unknown>>;

/**
 * Makes a constructor of objects like `{}`: their prototype is that of all objects. Each schema has its own, as V8 gives
 * the objects of one as much room as those before them took, and need not make more for each member.
 */
export function plainObject<Name extends string>(): new () => PlainObject<Name> {
  function Plain(): void {
    // The objects get their members later.
  }
  Plain.prototype = Object.prototype;
  // A function serves as a constructor, which its type does not say.
  return Plain as unknown as new () => PlainObject<Name>;
}
