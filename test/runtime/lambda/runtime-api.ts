import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a function did with an event. */
export interface Outcome {
  readonly kind: 'response' | 'error';
  readonly body: unknown;
}

/** Lambda's part of the runtime API (2018-06-01): hands out events and takes the answers. */
export class RuntimeApi {
  private readonly server = createServer((request, response) => void this.serve(request, response));
  private readonly waiting: ServerResponse[] = [];
  private readonly events: string[] = [];
  private readonly answers = new Map<string, (outcome: Outcome) => void>();
  private count = 0;
  private timeout = 30_000;

  /** Starts to listen and returns `host:port`. */
  async listen(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    // A server on a port, not on a pipe.
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** Invokes the function with an event and waits for what it answers. It has `timeout` milliseconds, by the header that it is sent. */
  invoke(event: unknown, timeout = 30_000): Promise<Outcome> {
    this.timeout = timeout;
    this.events.push(JSON.stringify(event));
    this.handOut();
    return new Promise((resolve) => this.answers.set(`request-${this.answers.size + 1}`, resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, id = '', kind = ''] =
      /^\/2018-06-01\/runtime\/invocation\/([^/]+)(?:\/(response|error))?$/.exec(request.url ?? '') ?? [];
    if (id === 'next') {
      this.waiting.push(response);
      this.handOut();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.writeHead(202).end();
    this.answers.get(id)?.({
      kind: kind === 'response' ? kind : 'error',
      body: JSON.parse(Buffer.concat(chunks).toString()),
    });
  }

  private handOut(): void {
    if (this.waiting.length === 0 || this.events.length === 0) return;
    this.waiting
      .shift()
      ?.writeHead(200, {
        'Content-Type': 'application/json',
        'Lambda-Runtime-Aws-Request-Id': `request-${++this.count}`,
        'Lambda-Runtime-Deadline-Ms': String(Date.now() + this.timeout),
        'Lambda-Runtime-Invoked-Function-Arn': 'arn:aws:lambda:us-east-1:123456789012:function:orders',
      })
      .end(this.events.shift());
  }
}
