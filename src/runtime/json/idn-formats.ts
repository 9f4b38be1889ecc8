import { isHostname, isMailHost } from './network-formats.js';

/**
 * A host's name that may hold letters of any script (RFC 5890 to 5892). Which signs are letters, Node's own Unicode
 * tables say; the rules for text that runs from right to left (RFC 5893) are not checked.
 */
export function isIdnHostname(text: string): boolean {
  return text.length <= 253 && text.split(/[.\u3002\uFF0E\uFF61]/).every(isIdnLabel);
}

/** A mailbox whose name and host may hold letters of any script (RFC 6531). */
export function isIdnEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  return (
    at > 0 && LOCAL_PART.test(text.slice(0, at)) && isMailHost(text.slice(at + 1), isIdnHostname)
  );
}

const LOCAL_PART =
  /^(?:[\w!#$%&'*+\-/=?^`{|}~\u0080-\u{10FFFF}]+(?:\.[\w!#$%&'*+\-/=?^`{|}~\u0080-\u{10FFFF}]+)*|"(?:[ !#-[\]-~\u0080-\u{10FFFF}]|\\[ -~])*")$/u;

function isIdnLabel(label: string): boolean {
  if (label.length > 63) return false;
  if (/^xn--/i.test(label))
    return isHostname(label) && /^xn--(?:[\da-z-]+-)?[\da-z]{2,}$/i.test(label);
  if (/^[\da-z-]*$/i.test(label)) return isHostname(label) && label.slice(2, 4) !== '--';
  return (
    LETTERS.test(label) &&
    !REFUSED.test(label) &&
    label.slice(2, 4) !== '--' &&
    isRightInContext(label)
  );
}

/** Letters, digits and marks, and the exceptions of RFC 5892, section 2.6; not a mark or a hyphen first, nor a hyphen last. */
const LETTERS =
  /^(?![\p{M}-])[\p{L}\p{M}\p{Nd}\u00B7\u0375\u05F3\u05F4\u0F0B\u3007\u30FB\u200C-\u200D\u06FD\u06FE-]*(?<!-)$/u;
const REFUSED = /\u302E|\u302F|[\u0640\u07FA\u3031-\u3035\u303B]/u;

/** The rules of RFC 5892, appendix A, for characters that are valid only next to certain letters. */
function isRightInContext(label: string): boolean {
  return (
    !/(?<!l)\u00B7|\u00B7(?!l)/u.test(label) &&
    !/\u0375(?!\p{Script=Greek})/u.test(label) &&
    !/(?<!\p{Script=Hebrew})[\u05F3\u05F4]/u.test(label) &&
    (!label.includes('\u30FB') ||
      /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(
        label.replaceAll('\u30FB', ''),
      )) &&
    !(/[\u0660-\u0669]/u.test(label) && /[\u06F0-\u06F9]/u.test(label)) &&
    !new RegExp(`(?<!${VIRAMA})\\u200D`, 'u').test(label) &&
    !new RegExp(`(?<!${VIRAMA}|${JOINING})\\u200C|(?<!${VIRAMA})\\u200C(?!${JOINING})`, 'u').test(
      label,
    )
  );
}

/** The signs that take the vowel from a letter of an Indic script. */
const VIRAMA =
  '[\\u094D\\u09CD\\u0A4D\\u0ACD\\u0B4D\\u0BCD\\u0C4D\\u0CCD\\u0D4D\\u0DCA\\u0E3A\\u0F84\\u1039\\u103A\\u1714\\u1734\\u17D2\\u1A60\\u1B44\\u1BAA\\uA806\\uA8C4\\uA953\\uA9C0\\uAAF6\\uABED]';
/** The scripts whose letters join. */
const JOINING = '[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mongolian}\\p{Script=Nko}]';
