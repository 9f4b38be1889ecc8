import { refused, SchemaFetchError, unavailable } from './schema-source.js';

/** The most bytes that an answer may have once inflated. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/** How long one node may take for an answer, in milliseconds, before the next is asked. */
const MAX_ATTEMPT = 4_000;

export interface GetRequest {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly signal: AbortSignal;
}

/**
 * Gets JSON from a registry. Redirects are not followed, since credentials must not reach another host. Rejects with a
 * SchemaFetchError, whose message names the host and the path alone.
 */
export async function boundedGet({ url, headers, signal }: GetRequest): Promise<unknown> {
  const { host, pathname } = new URL(url);
  const what = `GET ${pathname} of ${host}`;
  const attempt = new AbortController();
  const abort = (): void => {
    attempt.abort();
  };
  const timer = setTimeout(abort, MAX_ATTEMPT);
  signal.addEventListener('abort', abort);
  try {
    const response = await connect(url, { headers, redirect: 'manual', signal: attempt.signal });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw unsuccessful(what, response.status);
    }
    return json(what, await readBody(what, response));
  } catch (error) {
    if (error instanceof SchemaFetchError) throw error;
    // The error itself may quote a header, and is not passed on.
    const reason = attempt.signal.aborted ? 'the request timed out' : connectionCode(error);
    throw unavailable(`${what} failed: ${reason}`);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

/** Tries a connection that breaks once more: one that was kept may have died while the container slept. */
async function connect(url: string, request: FetchRequest): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    return fetch(url, request);
  }
}

interface FetchRequest {
  readonly headers: Record<string, string>;
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}

function unsuccessful(what: string, status: number): SchemaFetchError {
  if (status === 429 || status >= 500) return unavailable(`${what} returned ${String(status)}`);
  switch (status) {
    case 401:
    case 403:
      return refused(`${what} returned ${String(status)}: the registry rejected the credentials`);
    case 404:
      return refused(`${what} returned 404: the registry does not have the schema`);
    default:
      return refused(`${what} returned ${String(status)}`);
  }
}

/** The body of an answer, which is bytes whatever types the project has for `fetch`. */
interface BodyReader {
  read(): Promise<{ readonly value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
}

async function readBody(what: string, { body }: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader: BodyReader | undefined = body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    size += part.value.length;
    if (size > MAX_ANSWER_BYTES) {
      await reader?.cancel();
      throw refused(`${what} returned more than ${String(MAX_ANSWER_BYTES)} bytes`);
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

function json(what: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw refused(`${what} returned invalid JSON`);
  }
}

/** As `ECONNREFUSED`, where the error has such a code. */
function connectionCode(error: unknown): string {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const code: unknown = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^[A-Z_\d]+$/.test(code) ? code : 'the connection broke';
}
