import { exactText } from '../diagnostics/exact-text.js';

/** The text of what someone captured: UTF-8, or UTF-16 with its mark, as PowerShell redirects output. */
export function inputText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes).trim();
}

/** The same; undefined where the bytes are no text. */
export function exactInputText(bytes: Uint8Array): string | undefined {
  return exactText(bytes, encodingOf(bytes))?.trim();
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
