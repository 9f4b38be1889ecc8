/** Between what bounds a count lies: the length of a text, the number of items or properties. */
export interface Count {
  readonly min: number;
  readonly max: number;
}
