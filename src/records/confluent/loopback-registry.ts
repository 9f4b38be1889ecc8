import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A schema as a registry returns it. */
export interface ServedSchema {
  readonly type: 'AVRO' | 'JSON';
  readonly text: string;
}

/** A registry on this machine, of which a client needs no more than the schemas by their ids. */
export interface LoopbackRegistry {
  /** The host to give to the client of a key or value, whose ids are its own. */
  readonly hostOf: (place: string) => string;
  readonly close: () => Promise<void>;
}

/** Serves schemas over HTTP, to this machine only. `schemaOf` finds one by the key or value it is for and its id. */
export async function startLoopbackRegistry(
  schemaOf: (place: string, id: string) => ServedSchema | undefined,
): Promise<LoopbackRegistry> {
  const server = createServer((request, response) => {
    const [, place = '', id = ''] = /^\/([^/]+)\/schemas\/ids\/(\d+)/.exec(request.url ?? '') ?? [];
    const schema = schemaOf(place, id);
    response.setHeader('content-type', 'application/vnd.schemaregistry.v1+json');
    if (schema === undefined) {
      response.statusCode = 404;
      response.end(JSON.stringify({ error_code: 40403, message: `Schema ${id} not found` }));
      return;
    }
    const type = schema.type === 'AVRO' ? {} : { schemaType: schema.type };
    response.end(JSON.stringify({ ...type, schema: schema.text }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // An address of the network, not of a pipe.
  const { port } = server.address() as AddressInfo;
  return {
    hostOf: (place) => `http://127.0.0.1:${port}/${place}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
