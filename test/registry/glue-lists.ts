import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { send } from './glue-server.js';

/**
 * Stands before a Glue server that lacks the two operations that list (moto 5.2 does), passes all others on and makes
 * the lists of what that server says: versions by GetSchema and GetSchemaVersion, names as CreateSchema saw them.
 */
export async function startGlueLists(
  endpoint: string,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const names = new Map<string, string[]>();
  const call = async (operation: string, input: object, headers: IncomingMessage['headers']): Promise<Called> => {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSGlue.${operation}`,
        authorization: headers.authorization ?? '',
        'x-amz-date': String(headers['x-amz-date']),
      },
      body: JSON.stringify(input),
    });
    // Every answer of Glue's is an object.
    return { status: answer.status, body: (await answer.json()) as Called['body'] };
  };
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const operation = String(request.headers['x-amz-target']).replace(/^AWSGlue\./, '');
    const chunks: Buffer[] = [];
    // The body of a request comes as Buffers.
    for await (const chunk of request) chunks.push(chunk as Buffer);
    // What the SDK sends is made by the SDK's own types.
    const input = JSON.parse(Buffer.concat(chunks).toString()) as Input;
    const registry = input.RegistryId?.RegistryName ?? '';
    if (operation === 'ListSchemas') {
      send(response, 200, { Schemas: (names.get(registry) ?? []).map((SchemaName) => ({ SchemaName })) });
      return;
    }
    if (operation !== 'ListSchemaVersions') {
      const { status, body } = await call(operation, input, request.headers);
      if (operation === 'CreateSchema' && status === 200)
        names.set(registry, [...(names.get(registry) ?? []), input.SchemaName ?? '']);
      send(response, status, body);
      return;
    }
    const schema = await call('GetSchema', { SchemaId: input.SchemaId }, request.headers);
    if (schema.status !== 200) {
      send(response, schema.status, schema.body);
      return;
    }
    const numbers = Array.from({ length: Number(schema.body['LatestSchemaVersion']) }, (_, index) => index + 1);
    const versions = await Promise.all(
      numbers.map((VersionNumber) =>
        call('GetSchemaVersion', { SchemaId: input.SchemaId, SchemaVersionNumber: { VersionNumber } }, request.headers),
      ),
    );
    send(response, 200, { Schemas: versions.map(({ body }) => body).reverse() });
  };
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    // A TCP server's address is an object.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

interface Called {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

interface Input {
  readonly RegistryId?: { readonly RegistryName?: string };
  readonly SchemaId?: object;
  readonly SchemaName?: string;
}
