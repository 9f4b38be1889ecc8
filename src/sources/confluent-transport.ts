import { rootCertificates } from 'node:tls';

import type { Environment } from '../config/resolve-registry.js';
import type { ConfluentRegistryConfig } from '../config/registry-config.js';
import { Connections, type TlsMaterial } from '../http/connections.js';
import { ATTEMPTS, backoff, type Clock } from '../http/clock.js';
import { sendRequest, type HttpAnswer, type HttpOutcome } from '../http/send-request.js';
import { ConfluentAuth, readFile, readSecret, type IssuedToken, type TokenRequest } from './confluent-auth.js';
import { parseJson, registryMessage } from './confluent-answer.js';
import { failureOfFault, failureOfStatus, type Failure } from './confluent-failure.js';
import { RegistryError } from './registry-error.js';

/** What a registry is asked with. */
export interface TransportOptions {
  readonly config: ConfluentRegistryConfig;
  /** Names the proxy. */
  readonly environment: Environment;
  readonly clock: Clock;
}

/** The largest answer that is read: more is not a schema, or an attack. In bytes, unpacked. */
const MAX_ANSWER = 20 * 1024 * 1024;

const MAX_REDIRECTS = 5;

/** The registry's own codes for a subject, version or schema that is not there. */
const NOT_FOUND = /^404\d\d$/;

type Tried = { readonly ok: true; readonly json: unknown } | { readonly ok: false; readonly failure: Failure };

/** Asks a Confluent-compatible registry: signs in, tries again, goes on to the next node. Throws RegistryErrors. */
export class ConfluentTransport {
  private readonly config: ConfluentRegistryConfig;
  private readonly clock: Clock;
  private readonly auth: ConfluentAuth;
  private readonly connections: Connections;
  private readonly closing = new AbortController();
  /** The node that answered last. */
  private node = 0;

  constructor({ config, environment, clock }: TransportOptions) {
    this.config = config;
    this.clock = clock;
    this.connections = new Connections(environment, tlsMaterial(config.tls));
    this.auth = new ConfluentAuth(config.auth, (request) => this.requestToken(request), clock.now);
  }

  /** The JSON at a path (escaped, below the registry's URL); null where the registry says that there is no such thing. */
  get(path: string): Promise<unknown> {
    return this.again(() => this.askNodes({ path, isOptional: false }));
  }

  /** As `get`, for a path that older registries do not know: null for these too. */
  getOptional(path: string): Promise<unknown> {
    return this.again(() => this.askNodes({ path, isOptional: true }));
  }

  close(): void {
    this.closing.abort();
    this.connections.close();
  }

  /** Tries until there is an answer, with longer and longer pauses; throws when it has no use any more. */
  private async again(attempt: () => Promise<Tried>): Promise<unknown> {
    for (let count = 1; ; count++) {
      const tried = await attempt();
      if (tried.ok) return tried.json;
      const { error, passing, pause } = tried.failure;
      if (!passing || count === ATTEMPTS || this.closing.signal.aborted) throw error;
      await this.clock.wait(pause ?? backoff(count + 1, this.clock.random), this.closing.signal);
    }
  }

  /** Asks one node after another, beginning with the one that answered last. */
  private async askNodes(question: Question): Promise<Tried> {
    const { urls } = this.config;
    const first = this.node;
    let tried: Tried | undefined;
    for (let step = 0; step < urls.length; step++) {
      const node = (first + step) % urls.length;
      tried = await this.askNode(urls[node] ?? '', question);
      if (tried.ok || !tried.failure.elsewhere) {
        this.node = node;
        return tried;
      }
    }
    if (tried === undefined) throw new TypeError('a registry without a URL');
    return tried;
  }

  private async askNode(url: string, { path, isOptional, isSecond = false }: Question): Promise<Tried> {
    const who = `the registry at ${url}`;
    const what = `GET ${path}`;
    const { generation } = this.auth;
    const answered = await this.follow(url, path, who);
    if (!answered.ok) return { ok: false, failure: failureOfFault(who, answered.fault) };
    const { answer } = answered;
    const { status } = answer;
    // A token may have been withdrawn before its time: another one is asked for, once.
    if (status === 401 && !isSecond && this.auth.forget(generation)) {
      return this.askNode(url, { path, isOptional, isSecond: true });
    }
    if (status >= 200 && status < 300) return { ok: true, json: parseJson(answer, who, what) };
    const { code, message } = registryMessage(answer, (text) => this.redact(text));
    if (status === 404 && NOT_FOUND.test(code ?? '')) return { ok: true, json: null };
    if (isOptional && (status === 404 || status === 405)) return { ok: true, json: null };
    const isSignedIn = this.auth.type !== 'none';
    const now = this.clock.now();
    return { ok: false, failure: failureOfStatus({ who, what, answer, message, isSignedIn, now }) };
  }

  /** Sends the request, and again where a redirect leads: with credentials to the same origin only. */
  private async follow(url: string, path: string, who: string): Promise<HttpOutcome> {
    const home = new URL(url);
    let at = { origin: home.origin, path: `${home.pathname.replace(/\/$/, '')}${path}` };
    for (let count = 0; ; count++) {
      const isHome = at.origin === home.origin;
      const outcome = await sendRequest({
        method: 'GET',
        ...at,
        headers: { accept: ACCEPT, ...(isHome ? await this.auth.headers() : {}) },
        ...this.connect(at.origin, isHome),
        timeout: this.config.timeout,
        maxBytes: MAX_ANSWER,
      });
      const target = outcome.ok ? redirectOf(outcome.answer, at) : undefined;
      if (target === undefined) return outcome;
      if (count === MAX_REDIRECTS) throw answerError(`${who} redirected more than ${MAX_REDIRECTS} times`);
      if (at.origin.startsWith('https:') && target.protocol !== 'https:') {
        throw answerError(`${who} redirected from https to ${target.protocol.slice(0, -1)}, which is not followed`);
      }
      at = { origin: target.origin, path: `${target.pathname}${target.search}` };
    }
  }

  private connect(origin: string, isHome: boolean): ReturnType<Connections['to']> {
    try {
      return this.connections.to(origin, isHome);
    } catch (error) {
      if (error instanceof TypeError) throw new RegistryError({ code: 'registry-setup', message: error.message });
      throw error;
    }
  }

  private async requestToken({ url, headers, body }: TokenRequest): Promise<IssuedToken> {
    const { origin, pathname, search, host } = new URL(url);
    const who = `the token endpoint at ${host}`;
    const json = await this.again(async () => {
      const outcome = await sendRequest({
        method: 'POST',
        origin,
        path: `${pathname}${search}`,
        headers,
        body,
        ...this.connect(origin, false),
        timeout: this.config.timeout,
        maxBytes: 1024 * 1024,
      });
      if (!outcome.ok) return { ok: false, failure: failureOfFault(who, outcome.fault) };
      const { status } = outcome.answer;
      if (status === 200) return { ok: true, json: parseJson(outcome.answer, who, 'the token request') };
      // What such an endpoint says of a failure may hold what it was sent.
      const error = new RegistryError({
        code: 'registry-refused',
        message: `${who} responded to the token request with ${status}`,
        help: 'Check "clientId", "clientSecret", "scope" and "clientSecretIn" in "registry.auth".',
      });
      return { ok: false, failure: { error, passing: status >= 500 || status === 429, elsewhere: false } };
    });
    const { access_token: token, expires_in: seconds = 300 } = tokenMembers(json);
    if (typeof token !== 'string' || !/^[\x21-\x7E]+$/.test(token)) throw answerError(`${who} did not return a token`);
    return { token, lifetime: (typeof seconds === 'number' ? seconds : Number(seconds) || 300) * 1000 };
  }

  /** A message of the registry's without what it may repeat of the credentials. */
  private redact(message: string): string {
    let text = message;
    for (const secret of this.auth.secrets) text = text.replaceAll(secret, '(secret)');
    return text;
  }
}

interface Question {
  readonly path: string;
  /** Whether older registries do not know the path. */
  readonly isOptional: boolean;
  /** Whether it was refused with another token. */
  readonly isSecond?: boolean;
}

const ACCEPT =
  'application/vnd.schemaregistry.v1+json, application/vnd.schemaregistry+json; q=0.9, application/json; q=0.8';

function answerError(message: string): RegistryError {
  return new RegistryError({ code: 'registry-response-invalid', message });
}

function redirectOf(
  { status, headers }: HttpAnswer,
  at: { readonly origin: string; readonly path: string },
): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || headers.location === undefined) return undefined;
  const base = `${at.origin}${at.path}`;
  if (!URL.canParse(headers.location, base)) return undefined;
  const target = new URL(headers.location, base);
  return /^https?:$/.test(target.protocol) ? target : undefined;
}

function tokenMembers(json: unknown): { readonly access_token?: unknown; readonly expires_in?: unknown } {
  return typeof json === 'object' && json !== null ? json : {};
}

function tlsMaterial(tls: ConfluentRegistryConfig['tls']): TlsMaterial {
  const passphrase = tls.passphrase === undefined ? undefined : readSecret(tls.passphrase, 'tls.passphrase');
  return {
    ...(tls.ca === undefined ? {} : { ca: [...rootCertificates, readFile(tls.ca, 'tls.ca')] }),
    ...(tls.cert === undefined || tls.key === undefined
      ? {}
      : {
          identity: {
            cert: readFile(tls.cert, 'tls.cert'),
            key: readFile(tls.key, 'tls.key'),
            ...(passphrase === undefined ? {} : { passphrase }),
          },
        }),
  };
}
