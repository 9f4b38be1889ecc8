/** A regular expression that matches no text longer than it can try in a moment. */
export function boundedPattern(
  expression: RegExp,
  maxLength: number,
): { test(text: string): boolean } {
  return { test: (text) => text.length <= maxLength && expression.test(text) };
}
