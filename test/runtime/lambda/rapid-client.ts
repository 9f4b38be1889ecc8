/**
 * Stands in for the native addon that AWS's runtime interface client talks HTTP with, whose build needs curl's
 * sources, autotools and cmake. Preloaded; all else is the client's own code.
 */
import { request } from 'node:http';
import Module from 'node:module';

const [hostname, port] = (process.env['AWS_LAMBDA_RUNTIME_API'] ?? '').split(':');

interface Answer {
  readonly bodyJson: string;
  readonly headers: unknown;
}

/** The addon posts synchronously: whatever has been posted must have arrived before the next call. */
let posted: Promise<unknown> = Promise.resolve();

function call(method: 'GET' | 'POST', path: string, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, method, path: `/2018-06-01/runtime/invocation/${path}` }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ bodyJson: Buffer.concat(chunks).toString(), headers: response.headers }));
    });
    outgoing.on('error', reject).end(body);
  });
}

const addon = {
  next: () => posted.then(() => call('GET', 'next')),
  done: (id: string, body: string): void => {
    posted = posted.then(() => call('POST', `${id}/response`, body));
  },
  error: (id: string, body: string): void => {
    posted = posted.then(() => call('POST', `${id}/error`, body));
  },
};

// What `require` calls, though Node does not document it.
const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
const load = loader._load;
loader._load = (name, ...rest) => (name === './rapid-client.node' ? addon : load(name, ...rest));
