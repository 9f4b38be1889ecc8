import { unicodeEscape } from '../printable.js';

/** Text within an element. What XML 1.0 forbids even as a reference is shown as an escape. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, unicodeEscape)
    .replaceAll(/[&<>"'\r]/g, reference);
}

/** Text within the quotes of an attribute, where white space would be read as spaces. */
export function escapeAttribute(text: string): string {
  return escapeXml(text).replaceAll(/[\t\n]/g, reference);
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
