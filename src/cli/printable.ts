/**
 * One line of text that came from outside (names, paths, file contents), safe to print: what a terminal would obey and
 * what changes the order of letters is shown as an escape, as is half of a character. Tabs stay.
 */
export function printable(text: string): string {
  return text
    .replaceAll(/[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]/g, unicodeEscape)
    .replaceAll(/\p{Cs}/gu, unicodeEscape);
}

/** A UTF-16 unit as JSON has it: `\u001b`. */
export function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
