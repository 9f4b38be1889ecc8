/** The text of what someone captured: UTF-8, or UTF-16 with its mark, as PowerShell redirects output. Throws where `fatal` bytes are neither. */
export function inputText(bytes: Uint8Array, options: { readonly fatal?: boolean } = {}): string {
  return new TextDecoder(encodingOf(bytes), options).decode(bytes).trim();
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
