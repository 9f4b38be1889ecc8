import type { HttpAnswer } from '../http/send-request.js';
import { RegistryError } from './registry-error.js';
import { parsedJson } from '../diagnostics/parsed-json.js';
import { exactText } from '../diagnostics/exact-text.js';

/** What to do where something answers that is not the registry. */
export const CHECK_URL =
  'Check that "registry.url" is the registry\'s URL, including its path, and not that of a proxy or a login page.';

/** The JSON of a successful answer. Throws a RegistryError that says what came instead. */
export function parseJson({ headers, body }: HttpAnswer, who: string, what: string): unknown {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== undefined && !type.includes('json')) {
    throw notRegistry(`${who} responded to ${what} with ${oneLine(type)} instead of JSON`);
  }
  const text = exactText(body);
  if (text === undefined) throw notRegistry(`${who} responded to ${what} with bytes that are not UTF-8`);
  const json = parsedJson(text);
  if (json === undefined) throw notRegistry(`${who} responded to ${what} with invalid JSON`);
  return json;
}

function notRegistry(message: string): RegistryError {
  return new RegistryError({
    code: 'registry-response-invalid',
    message,
    help: CHECK_URL,
  });
}

/** The error code and message in a registry's answer, where it is one of the registry's own; what `redact` takes out is not shown. */
export function registryMessage(
  { headers, body }: HttpAnswer,
  redact: (text: string) => string,
): { readonly code: string | undefined; readonly message: string | undefined } {
  const none = { code: undefined, message: undefined };
  if (!(headers['content-type'] ?? '').includes('json')) return none;
  const json = parsedJson(body.toString('utf8'));
  if (typeof json !== 'object' || json === null) return none;
  const code = 'error_code' in json && typeof json.error_code === 'number' ? String(json.error_code) : undefined;
  const message = 'message' in json && typeof json.message === 'string' ? oneLine(redact(json.message)) : undefined;
  return { code, message };
}

/** A text from outside, short and on one line. */
function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
