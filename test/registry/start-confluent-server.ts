import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

import { ApiError, contextOf, RegistryStore, type StoredSchema, type StoredVersion } from './registry-store.js';

/** Answers a request before the registry does; false lets the registry answer. */
export type Intercept = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface ServerSettings {
  /** What each answer waits for, in milliseconds. */
  readonly latency?: number;
  readonly tls?: ServerOptions;
  readonly intercept?: Intercept;
}

export interface ConfluentServer {
  readonly url: string;
  readonly store: RegistryStore;
  /** Method and path of each request, as they came. */
  readonly requests: string[];
  /** The headers of each request. */
  readonly headers: IncomingMessage['headers'][];
  /** The most requests that were under way at a time. */
  readonly peak: () => number;
  /** Takes the place of the settings' own. */
  intercept: Intercept | undefined;
  readonly close: () => Promise<void>;
}

/** Starts a registry that its caller closes. */
export async function startConfluentServer(settings: ServerSettings = {}): Promise<ConfluentServer> {
  const store = new RegistryStore();
  const requests: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const running = { now: 0, peak: 0 };
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    requests.push(`${request.method} ${request.url}`);
    headers.push(request.headers);
    running.peak = Math.max(running.peak, ++running.now);
    response.on('close', () => running.now--);
    if (made.intercept?.(request, response) === true) return;
    void answer(store, request, settings.latency ?? 0).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/vnd.schemaregistry.v1+json' });
      response.end(JSON.stringify(body));
    });
  };
  const server: Server = settings.tls === undefined ? createServer(listener) : createTlsServer(settings.tls, listener);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const made: ConfluentServer = {
    url: `${settings.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    store,
    requests,
    headers,
    peak: () => running.peak,
    intercept: settings.intercept,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
  return made;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function answer(store: RegistryStore, request: IncomingMessage, latency: number): Promise<Answer> {
  const text = await bodyOf(request);
  if (latency > 0) await setTimeout(latency);
  try {
    return { status: 200, body: route(store, { method: request.method ?? '', url: request.url ?? '', text }) };
  } catch (error) {
    if (error instanceof ApiError)
      return { status: error.status, body: { error_code: error.code, message: error.message } };
    return { status: 500, body: { error_code: 50001, message: String(error) } };
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  // A request without a body yields none.
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

interface Call {
  readonly method: string;
  readonly url: string;
  readonly text: string;
}

function route(store: RegistryStore, { method, url, text }: Call): unknown {
  const [path = '', query = ''] = url.split('?');
  const parts = path.split('/').slice(1).map(decodeURIComponent);
  const context = parts[0] === 'contexts' && parts.length > 1 ? (parts.splice(0, 2)[1] ?? '.') : '.';
  const parameters = new URLSearchParams(query);
  const at: At = {
    store,
    context,
    deleted: parameters.get('deleted') === 'true',
    permanent: parameters.get('permanent') === 'true',
    prefix: parameters.get('subjectPrefix') ?? '',
    body: text === '' ? {} : (JSON.parse(text) as At['body']),
  };
  const [first, second, third, fourth, fifth] = parts;
  const call = `${method} /${[first, third, fifth].filter((part) => part !== undefined).join('/')}`;
  switch (first) {
    case '':
      return {};
    case 'contexts':
      return store.contexts();
    case 'config':
      return config(at, method, second);
    case 'mode':
      return { mode: 'READWRITE' };
    case 'schemas':
      return schemas(at, second ?? '', third ?? '', fourth);
    case 'subjects':
      if (second === undefined) return subjectNames(at);
      return subject(at, { call, name: inContext(second, context), version: fourth });
    case 'compatibility': {
      const messages = store.incompatibilities(inContext(third ?? '', context), schemaOf(at.body));
      return { is_compatible: messages.length === 0, ...(messages.length === 0 ? {} : { messages }) };
    }
    default:
      throw new ApiError(404, 404, 'HTTP 404 Not Found');
  }
}

interface At {
  readonly store: RegistryStore;
  readonly context: string;
  readonly deleted: boolean;
  readonly permanent: boolean;
  readonly prefix: string;
  readonly body: { readonly schema?: string; readonly compatibility?: string } & Partial<StoredSchema>;
}

function subjectNames({ store, context, deleted, prefix }: At): readonly string[] {
  const all = store.subjects({ deleted, prefix: prefix === ':*:' ? '' : prefix });
  return all.filter((name) => prefix === ':*:' || contextOf(name) === context);
}

function inContext(name: string, context: string): string {
  return context === '.' || name.startsWith(':') ? name.replace(/^:\.:/, '') : `:${context}:${name}`;
}

function schemaOf(body: At['body']): StoredSchema {
  if (body.schema === undefined) throw new ApiError(422, 42201, 'Empty schema');
  return { schema: body.schema, schemaType: body.schemaType ?? 'AVRO', references: body.references ?? [] };
}

function subject(
  at: At,
  { call, name, version }: { readonly call: string; readonly name: string; readonly version: string | undefined },
): unknown {
  const { store, deleted, permanent, body } = at;
  switch (call) {
    case 'POST /subjects':
      return described(store.lookUp(name, schemaOf(body)));
    case 'DELETE /subjects': {
      const numbers = store.versions(name, permanent).map((one) => one.version);
      return store.delete(name, numbers, permanent);
    }
    case 'POST /subjects/versions': {
      const { id, guid } = store.register(name, schemaOf(body));
      return { id, guid };
    }
    case 'GET /subjects/versions':
      return version === undefined
        ? store.versions(name, deleted).map((one) => one.version)
        : described(store.version(name, version, deleted));
    case 'GET /subjects/versions/schema':
      return JSON.parse(store.version(name, version ?? '', deleted).schema);
    case 'GET /subjects/versions/referencedby':
      return store.referencedBy(name, Number(version));
    case 'DELETE /subjects/versions':
      return store.delete(name, [store.version(name, version ?? '', permanent).version], permanent)[0];
    default:
      throw new ApiError(405, 405, 'HTTP 405 Method Not Allowed');
  }
}

/** Avro is what a schema is unless told otherwise, and so is left out, as are references where there are none. */
function described({
  subject: name,
  version,
  id,
  guid,
  schema,
  schemaType,
  references,
  ruleSet,
}: StoredVersion): object {
  return {
    subject: name,
    version,
    id,
    guid,
    ...content({ schema, schemaType, references }),
    ...(ruleSet === undefined ? {} : { ruleSet }),
  };
}

function content({ schema, schemaType, references }: StoredSchema): object {
  return {
    ...(schemaType === 'AVRO' ? {} : { schemaType }),
    ...(references.length === 0 ? {} : { references }),
    schema,
  };
}

function schemas({ store, context, deleted }: At, kind: string, id: string, part: string | undefined): unknown {
  if (kind === 'types') return ['JSON', 'PROTOBUF', 'AVRO'];
  if (kind === 'guids') return content(store.byGuid(id));
  if (kind !== 'ids' || !/^\d+$/.test(id)) throw new ApiError(404, 404, 'HTTP 404 Not Found');
  const found = store.byId(Number(id), context);
  const [first] = found;
  const live = found.filter((one) => deleted || !one.deleted);
  switch (part) {
    case undefined:
      return first === undefined ? {} : content(first);
    case 'schema':
      return JSON.parse(first?.schema ?? 'null');
    case 'subjects':
      return [...new Set(live.map((one) => one.subject))];
    case 'versions':
      return live.map(({ subject: name, version }) => ({ subject: name, version }));
    default:
      throw new ApiError(404, 404, 'HTTP 404 Not Found');
  }
}

function config({ store, body }: At, method: string, name: string | undefined): unknown {
  if (method === 'PUT') {
    store.setLevel(name, body.compatibility ?? '');
    return { compatibility: body.compatibility };
  }
  const level = store.level(name);
  if (level === undefined) {
    throw new ApiError(404, 40408, `Subject '${name}' does not have subject-level compatibility configured`);
  }
  return { compatibilityLevel: level };
}
