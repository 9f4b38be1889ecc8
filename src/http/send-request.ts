import http, { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';
import { createGunzip, type Gunzip } from 'node:zlib';
import { FaultError, faultOf, type HttpFault } from './http-fault.js';

/** One request, as it goes over the wire. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** `http://host:port` or `https://host:port`. */
  readonly origin: string;
  /** Path and query, escaped; sent as it stands. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly agent: http.Agent | https.Agent;
  /** For plain HTTP by way of a proxy, which takes the whole URL for a path. */
  readonly proxy?: { readonly origin: string; readonly headers: Readonly<Record<string, string>> };
  /** How long all of it may take, in milliseconds. */
  readonly timeout: number;
  /** How large the body may be, unpacked, in bytes. */
  readonly maxBytes: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type HttpOutcome =
  { readonly ok: true; readonly answer: HttpAnswer } | { readonly ok: false; readonly fault: HttpFault };

/** Sends one request and reads the whole answer, whatever its status; redirects are not followed, faults are values. */
export async function sendRequest(request: HttpRequest): Promise<HttpOutcome> {
  const { timeout, maxBytes } = request;
  let sent: ClientRequest;
  try {
    sent = open(request);
  } catch (error) {
    // A header that cannot be sent, a key that cannot be used.
    return { ok: false, fault: faultOf(error, false) };
  }
  const state = { isAnswering: false, isLate: false };
  // Cheaper than a signal of its own for each of some thousand requests.
  const timer = setTimeout(() => {
    state.isLate = true;
    sent.destroy();
  }, timeout);
  try {
    const response = await answerTo(sent);
    state.isAnswering = true;
    const body = await readBody(response, maxBytes);
    return { ok: true, answer: { status: response.statusCode ?? 0, headers: response.headers, body } };
  } catch (error) {
    if (state.isLate) return { ok: false, fault: { kind: 'timeout', milliseconds: timeout } };
    return { ok: false, fault: faultOf(error, state.isAnswering) };
  } finally {
    clearTimeout(timer);
  }
}

function open({ method, origin, path, headers, body, agent, proxy }: HttpRequest): ClientRequest {
  const url = new URL(proxy?.origin ?? origin);
  const { request } = url.protocol === 'https:' ? https : http;
  const sent = request({
    method,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? undefined : url.port,
    // Not as a URL, which would take the subject ".." for the folder above.
    path: proxy === undefined ? path : `${origin}${path}`,
    headers: {
      host: new URL(origin).host,
      'accept-encoding': 'gzip',
      ...headers,
      ...proxy?.headers,
      ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    },
    agent,
  });
  sent.end(body);
  return sent;
}

function answerTo(sent: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sent.on('response', resolve);
    sent.on('error', reject);
  });
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const collect = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > maxBytes) throw new FaultError({ kind: 'tooLarge', maxBytes });
      chunks.push(chunk);
    }
  };
  const unpack = unpacker(response.headers['content-encoding'] ?? 'identity');
  try {
    await (unpack === undefined ? pipeline(response, collect) : pipeline(response, unpack, collect));
  } catch (error) {
    // The pipeline may report the streams that it ended instead of the cause.
    throw size > maxBytes ? new FaultError({ kind: 'tooLarge', maxBytes }) : error;
  }
  return Buffer.concat(chunks);
}

function unpacker(encoding: string): Gunzip | undefined {
  switch (encoding.toLowerCase()) {
    case 'identity':
    case '':
      return undefined;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    default:
      throw new FaultError({ kind: 'garbled' });
  }
}
