import { boundedGet } from './bounded-get.js';
import { environmentText } from './environment-text.js';
import {
  refused,
  SchemaFetchError,
  unusable,
  type FetchedSchema,
  type SchemaSource,
} from './schema-source.js';

/** Where a Confluent-compatible registry is. Every text may have `${NAME}` in it, for an environment variable. */
export interface ConfluentSettings {
  /** Of one or more nodes: the next is asked when one fails. A user name and password may stand in them. */
  readonly urls: readonly string[];
  /** As `.staging`; the default context unless given. */
  readonly context?: string;
  readonly auth?: ConfluentAuthSettings;
}

export type ConfluentAuthSettings =
  | { readonly type: 'basic'; readonly username: string; readonly password: string }
  | {
      readonly type: 'bearer';
      readonly token: string;
      /** Headers that Confluent Cloud requires in addition to the token. */
      readonly logicalCluster?: string;
      readonly identityPool?: string;
    };

/** Maximum number of schemas that one may reference, transitively. */
const MAX_REFERENCES = 200;

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Fetches schemas from a registry with Confluent's REST API, by their id or GUID, with all that they refer to. */
export function confluentSchemas(settings: ConfluentSettings): SchemaSource {
  return async (schemaId, signal) => {
    const kind = /^\d+$/.test(schemaId) ? 'ids' : UUID.test(schemaId) ? 'guids' : undefined;
    if (kind === undefined) throw refused('it is not a schema id of a Confluent registry');
    const nodes = nodesOf(settings);
    const get = (path: string) => getFromAny(nodes, path, signal);
    const { text, references } = readSchema(await get(`/schemas/${kind}/${schemaId}`));
    return { text, references: await fetchReferences(references, get) };
  };
}

async function fetchReferences(
  first: readonly Reference[],
  get: (path: string) => Promise<unknown>,
): Promise<FetchedSchema['references']> {
  const texts: string[] = [];
  const seen = new Set<string>();
  const queue = [...first];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const path = `/subjects/${encodeURIComponent(next.subject)}/versions/${String(next.version)}?deleted=true`;
    if (seen.has(path)) continue;
    seen.add(path);
    if (seen.size > MAX_REFERENCES)
      throw unusable(`the schema references more than ${String(MAX_REFERENCES)} others`);
    const { text, references } = readSchema(await get(path));
    texts.push(text);
    queue.push(...references);
  }
  return texts;
}

interface Node {
  readonly url: string;
  readonly headers: Record<string, string>;
}

function nodesOf({ urls, context, auth }: ConfluentSettings): readonly Node[] {
  const base =
    context === undefined ? '' : `/contexts/${encodeURIComponent(environmentText(context))}`;
  return urls.map((setting) => {
    const text = environmentText(setting);
    if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
      throw refused('the registry URL is invalid');
    const { origin, pathname, username, password } = new URL(text);
    const signedIn =
      auth !== undefined || username === ''
        ? authHeaders(auth)
        : basic(decodeURIComponent(username), decodeURIComponent(password));
    return {
      url: `${origin}${pathname.replace(/\/+$/, '')}${base}`,
      headers: { accept: 'application/vnd.schemaregistry.v1+json, application/json', ...signedIn },
    };
  });
}

function authHeaders(auth: ConfluentSettings['auth']): Record<string, string> {
  switch (auth?.type) {
    case undefined:
      return {};
    case 'basic':
      return basic(environmentText(auth.username), environmentText(auth.password));
    case 'bearer':
      return {
        authorization: `Bearer ${environmentText(auth.token)}`,
        ...header('target-sr-cluster', auth.logicalCluster),
        ...header('confluent-identity-pool-id', auth.identityPool),
      };
  }
}

function basic(username: string, password: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

function header(name: string, setting: string | undefined): Record<string, string> {
  return setting === undefined ? {} : { [name]: environmentText(setting) };
}

/** Asks one node after another until one answers. */
async function getFromAny(
  nodes: readonly Node[],
  path: string,
  signal: AbortSignal,
): Promise<unknown> {
  let failure = refused('the registry URL is missing');
  for (const { url, headers } of nodes) {
    try {
      return await boundedGet({ url: `${url}${path}`, headers, signal });
    } catch (error) {
      if (!(error instanceof SchemaFetchError && error.isOutage) || signal.aborted) throw error;
      failure = error;
    }
  }
  throw failure;
}

interface Reference {
  readonly subject: string;
  readonly version: number;
}

function readSchema(answer: unknown): {
  readonly text: string;
  readonly references: readonly Reference[];
} {
  const { schema, schemaType = 'AVRO', references = [] } = members(answer);
  if (typeof schema !== 'string') throw refused("there is no schema in the registry's response");
  // Registries leave out the type of an Avro schema; some write null.
  if (schemaType !== 'AVRO' && schemaType !== null) throw unusable('it is not an Avro schema');
  if (references === null) return { text: schema, references: [] };
  if (!Array.isArray(references))
    throw refused("there is no list of references in the registry's response");
  return { text: schema, references: references.map(readReference) };
}

function readReference(reference: unknown): Reference {
  const { subject, version } = members(reference);
  if (typeof subject !== 'string' || typeof version !== 'number' || !Number.isInteger(version))
    throw refused("a reference in the registry's response lacks a subject or version");
  return { subject, version };
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  // Any object may be looked into by name.
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
