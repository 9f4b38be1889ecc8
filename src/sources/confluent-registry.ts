import { members } from './members.js';
import { byCodePoint } from '../diagnostics/by-code-point.js';
import { ConfluentTransport, type TransportOptions } from './confluent-transport.js';
import type { FetchedVersion, ListedVersion, Registry, SchemaReference, VersionIds } from './registry.js';
import { readRules } from './schema-rules.js';
import { RegistryError } from './registry-error.js';

/** Confluent's frame has four bytes for an id: a signed integer. */
const LARGEST_ID = 2 ** 31 - 1;

/**
 * A registry with Confluent's REST API: Confluent Platform and Cloud, Karapace, Redpanda, Apicurio's ccompat.
 * Plain requests, as no client for Node gives the text as it was registered, the versions of a subject and its references.
 */
export function confluentRegistry(options: TransportOptions): Registry {
  const { config } = options;
  const transport = new ConfluentTransport(options);
  const base = config.context === undefined ? '' : `/contexts/${segment(config.context)}`;
  const deleted = config.deleted ? '?deleted=true' : '';
  const ofSubject = (subject: string): string => `${base}/subjects/${segment(subject)}/versions`;
  return {
    subjects: async () => {
      const path = `${base}/subjects${deleted}`;
      const names = expectList(await transport.get(path), path).map((name) => expectText(name, path));
      return names.map((name) => withoutContext(name, config.context)).sort(byCodePoint);
    },
    versions: async (subject) => {
      const path = `${ofSubject(subject)}${deleted}`;
      const answer = await transport.get(path);
      if (answer === null) return null;
      const numbers = expectList(answer, path).map((version) => expectNumber(version, 1, `a version in GET ${path}`));
      return numbers.sort((a, b) => a - b).map((version) => ({ version }));
    },
    hasIds: async (subject, { version }, known) => {
      if (known.id === undefined) return false;
      const path = `${base}/schemas/ids/${known.id}/versions${config.deleted ? '?deleted=true' : ''}`;
      const answer = await transport.getOptional(path);
      return (
        Array.isArray(answer) &&
        answer.some((place: unknown) => {
          const { subject: name, version: number } = members(place);
          return typeof name === 'string' && withoutContext(name, config.context) === subject && number === version;
        })
      );
    },
    fetch: async (subject, listed) => {
      const path = `${ofSubject(subject)}/${listed.version}${deleted}`;
      const answer = await transport.get(path);
      return answer === null ? null : readVersion(answer, listed, path);
    },
    close: () => transport.close(),
  };
}

function readVersion(answer: unknown, { version }: ListedVersion, path: string): FetchedVersion {
  const { id, guid, schema, schemaType, references, version: told, ruleSet } = members(answer);
  const at = `in GET ${path}`;
  if (told !== version) throw misread(`expected version ${version} ${at}, found ${shown(told)}`);
  if (typeof schema !== 'string') throw misread(`expected a schema text ${at}, found ${shown(schema)}`);
  const rules = readRules(ruleSet);
  const ids: VersionIds = { version, id: expectNumber(id, 0, `a schema id ${at}`) };
  return {
    ...ids,
    ...(typeof guid === 'string' && guid !== '' ? { guid: expectGuid(guid, at) } : {}),
    // Registries older than 5.5 know Avro alone, and newer ones leave it out.
    type: typeof schemaType === 'string' && schemaType !== '' ? schemaType : 'AVRO',
    text: schema,
    references: references === undefined || references === null ? [] : readReferences(references, path),
    ...(rules.length === 0 ? {} : { rules }),
  };
}

function readReferences(references: unknown, path: string): readonly SchemaReference[] {
  return expectList(references, path).map((reference) => {
    const { name, subject, version } = members(reference);
    return {
      name: expectText(name, path),
      subject: expectText(subject, path),
      version: expectNumber(version, 1, `the version of a reference in GET ${path}`),
    };
  });
}

/** A part of a path. A URL would take the subject ".." for the folder above, however it is escaped, so no URL is made of it. */
function segment(text: string): string {
  // A lone surrogate has no UTF-8, and the Buffer puts U+FFFD in its place.
  return encodeURIComponent(Buffer.from(text).toString()).replaceAll('.', (dot) => (/^\.+$/.test(text) ? '%2E' : dot));
}

/** The name that a subject has in its context; the default context has none. */
function withoutContext(name: string, context: string | undefined): string {
  const prefix = context === undefined ? ':.:' : `:${context}:`;
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

function expectList(value: unknown, path: string): unknown[] {
  if (!Array.isArray(value)) throw misread(`expected a list in GET ${path}, found ${shown(value)}`);
  return value;
}

function expectText(value: unknown, path: string): string {
  if (typeof value !== 'string') throw misread(`expected a string in GET ${path}, found ${shown(value)}`);
  return value;
}

function expectNumber(value: unknown, least: number, what: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= LARGEST_ID) return value;
  throw misread(`${what} is not a whole number from ${least} to ${LARGEST_ID}: ${shown(value)}`);
}

function expectGuid(guid: string, at: string): string {
  const lower = guid.toLowerCase();
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(lower)) return lower;
  throw misread(`expected a GUID ${at}, found ${shown(guid)}`);
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function misread(message: string): RegistryError {
  return new RegistryError({
    code: 'registry-response-invalid',
    message: `the registry's response is invalid: ${message}`,
  });
}
