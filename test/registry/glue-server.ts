import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface GlueVersion {
  readonly SchemaVersionId: string;
  readonly VersionNumber: number;
  readonly SchemaDefinition: string;
  readonly Status: string;
}

interface GlueSchema {
  readonly DataFormat: string;
  readonly versions: GlueVersion[];
}

export interface GlueServer {
  readonly url: string;
  /** The operations that were called. */
  readonly calls: string[];
  /** Answers an operation before Glue does; false lets Glue answer. */
  intercept: ((operation: string, response: ServerResponse) => boolean) | undefined;
  /** Adds a version with any status, as only Glue itself can. */
  readonly addVersion: (schema: string, version: Omit<GlueVersion, 'SchemaVersionId'>) => void;
  readonly close: () => Promise<void>;
}

/** How many items a page has: few, so that tests turn pages. */
const PAGE = 2;

class GlueException extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/** Starts a server that speaks the part of Glue's protocol (JSON 1.1) that schema registries are used with. */
export async function startGlueServer(): Promise<GlueServer> {
  const registries = new Map<string, Map<string, GlueSchema>>();
  const calls: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const operation = String(request.headers['x-amz-target']).replace(/^AWSGlue\./, '');
    calls.push(operation);
    const chunks: Buffer[] = [];
    // The body of a request comes as Buffers.
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (made.intercept?.(operation, response) === true) return;
    // What the SDK sends is made by the SDK's own types.
    const input = JSON.parse(Buffer.concat(chunks).toString()) as Input;
    try {
      send(response, 200, respond(registries, operation, input));
    } catch (error) {
      if (!(error instanceof GlueException)) throw error;
      send(response, 400, { __type: error.type, Message: error.message });
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const made: GlueServer = {
    // A TCP server's address is an object.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    intercept: undefined,
    addVersion: (schema, version) => {
      for (const schemas of registries.values())
        schemas.get(schema)?.versions.push({ ...version, SchemaVersionId: randomUUID() });
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
  return made;
}

export function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'test' });
  response.end(JSON.stringify(body));
}

interface Input {
  readonly RegistryName?: string;
  readonly RegistryId?: { readonly RegistryName?: string };
  readonly SchemaId?: { readonly RegistryName?: string; readonly SchemaName?: string };
  readonly SchemaName?: string;
  readonly SchemaDefinition?: string;
  readonly DataFormat?: string;
  readonly SchemaVersionId?: string;
  readonly SchemaVersionNumber?: { readonly VersionNumber?: number; readonly LatestVersion?: boolean };
  readonly NextToken?: string;
}

type Registries = Map<string, Map<string, GlueSchema>>;

function respond(registries: Registries, operation: string, input: Input): object {
  switch (operation) {
    case 'CreateRegistry': {
      const name = input.RegistryName ?? '';
      if (registries.has(name)) throw new GlueException('AlreadyExistsException', `Registry ${name} exists`);
      registries.set(name, new Map());
      return { RegistryName: name };
    }
    case 'CreateSchema': {
      const schemas = registryOf(registries, input.RegistryId?.RegistryName);
      const name = input.SchemaName ?? '';
      if (schemas.has(name)) throw new GlueException('AlreadyExistsException', `Schema ${name} exists`);
      const version = newVersion(1, input);
      schemas.set(name, { DataFormat: input.DataFormat ?? 'AVRO', versions: [version] });
      return { SchemaName: name, SchemaVersionId: version.SchemaVersionId, SchemaVersionStatus: 'AVAILABLE' };
    }
    case 'RegisterSchemaVersion': {
      const { versions } = schemaOf(registries, input);
      const same = versions.find(({ SchemaDefinition }) => SchemaDefinition === input.SchemaDefinition);
      const version = same ?? newVersion(versions.length + 1, input);
      if (same === undefined) versions.push(version);
      return { SchemaVersionId: version.SchemaVersionId, VersionNumber: version.VersionNumber, Status: version.Status };
    }
    case 'GetSchemaByDefinition': {
      const found = schemaOf(registries, input).versions.find((one) => one.SchemaDefinition === input.SchemaDefinition);
      if (found === undefined) throw notFound('Schema is not found.');
      return { SchemaVersionId: found.SchemaVersionId, Status: found.Status };
    }
    case 'GetSchemaVersion':
      return getVersion(registries, input);
    case 'ListSchemas': {
      const names = [...registryOf(registries, input.RegistryId?.RegistryName).keys()];
      return page(
        names.map((SchemaName) => ({ SchemaName })),
        input.NextToken,
      );
    }
    case 'ListSchemaVersions': {
      const versions = schemaOf(registries, input).versions.map(({ SchemaVersionId, VersionNumber, Status }) => ({
        SchemaVersionId,
        VersionNumber,
        Status,
      }));
      // Glue gives the newest first.
      return page(versions.reverse(), input.NextToken);
    }
    default:
      throw new GlueException('UnknownOperationException', operation);
  }
}

function getVersion(registries: Registries, input: Input): object {
  const all = [...registries.values()].flatMap((schemas) => [...schemas.values()]);
  const candidates = input.SchemaVersionId === undefined ? [schemaOf(registries, input)] : all;
  for (const { DataFormat, versions } of candidates) {
    const found = versions.find(
      ({ SchemaVersionId, VersionNumber }) =>
        SchemaVersionId === input.SchemaVersionId || VersionNumber === input.SchemaVersionNumber?.VersionNumber,
    );
    if (found !== undefined) return { ...found, DataFormat };
  }
  throw notFound('Schema version is not found.');
}

function page(items: readonly object[], token: string | undefined): object {
  const from = Number(token ?? 0);
  const next = from + PAGE;
  return { Schemas: items.slice(from, next), ...(next < items.length ? { NextToken: String(next) } : {}) };
}

function newVersion(VersionNumber: number, { SchemaDefinition = '' }: Input): GlueVersion {
  return { SchemaVersionId: randomUUID(), VersionNumber, SchemaDefinition, Status: 'AVAILABLE' };
}

function registryOf(registries: Registries, name = 'default-registry'): Map<string, GlueSchema> {
  const found = registries.get(name);
  if (found === undefined) throw notFound(`Registry is not found. RegistryName: ${name}`);
  return found;
}

function schemaOf(registries: Registries, { SchemaId }: Input): GlueSchema {
  const found = registryOf(registries, SchemaId?.RegistryName).get(SchemaId?.SchemaName ?? '');
  if (found === undefined) throw notFound(`Schema is not found. SchemaName: ${SchemaId?.SchemaName}`);
  return found;
}

function notFound(message: string): GlueException {
  return new GlueException('EntityNotFoundException', message);
}
