/** Maximum number of reasons that a message lists. */
const MAX_LISTED = 5;

/** Several reasons in one message: the first ones, and a count of the others. */
export function reasonList(reasons: readonly string[]): string {
  const more = reasons.length - MAX_LISTED;
  return [...reasons.slice(0, MAX_LISTED), ...(more > 0 ? [`${more} more`] : [])].join('; ');
}
