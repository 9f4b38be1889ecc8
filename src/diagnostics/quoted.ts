/** A name as a message shows it: in quotes, with what cannot be seen in it escaped. */
export function quoted(name: string): string {
  return JSON.stringify(name);
}
