import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';

import { FaultError } from './http-fault.js';
import { proxyHeaders } from './proxy.js';

/** Keeps TLS connections that go by way of a proxy: each is a tunnel (CONNECT) with the TLS of the target inside. */
export class TunnelAgent extends https.Agent {
  private readonly proxy: URL;

  constructor(proxy: URL, options: https.AgentOptions) {
    super(options);
    this.proxy = proxy;
  }

  override createConnection(
    options: https.RequestOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const host = options.host ?? 'localhost';
    const target = `${host.includes(':') ? `[${host}]` : host}:${options.port ?? 443}`;
    // Node's types name a stream even where there is an error instead.
    const done = callback as (error: Error | null, stream?: Duplex) => void;
    openTunnel(this.proxy, target).then(
      (socket) => {
        const { ca, cert, key, passphrase } = this.options;
        const { servername } = options;
        done(
          null,
          connect({
            socket,
            host,
            ...(servername === undefined || servername === '' ? {} : { servername }),
            ...(ca === undefined ? {} : { ca }),
            ...(cert === undefined ? {} : { cert }),
            ...(key === undefined ? {} : { key }),
            ...(passphrase === undefined ? {} : { passphrase }),
            ALPNProtocols: ['http/1.1'],
          }),
        );
      },
      (error: unknown) => {
        done(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }
}

function openTunnel(proxy: URL, target: string): Promise<Duplex> {
  const { request } = proxy.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const sent = request({
      method: 'CONNECT',
      hostname: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port === '' ? undefined : proxy.port,
      path: target,
      headers: { host: target, ...proxyHeaders(proxy) },
      agent: false,
      timeout: 10_000,
    });
    sent.on('connect', ({ statusCode = 0 }, socket) => {
      if (statusCode === 200) {
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(new FaultError({ kind: 'proxy', status: statusCode }));
    });
    sent.on('timeout', () => sent.destroy(new FaultError({ kind: 'timeout', milliseconds: 10_000 })));
    sent.on('error', reject);
    sent.end();
  });
}
