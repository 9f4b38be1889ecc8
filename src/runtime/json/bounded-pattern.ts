/** Limits a regular expression to texts that it matches quickly; longer ones never match. */
export function boundedPattern(
  expression: RegExp,
  maxLength: number,
): { test(text: string): boolean } {
  return { test: (text) => text.length <= maxLength && expression.test(text) };
}
