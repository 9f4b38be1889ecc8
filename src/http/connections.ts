import http from 'node:http';
import https from 'node:https';

import { proxyFor, proxyHeaders } from './proxy.js';
import type { HttpRequest } from './send-request.js';
import { TunnelAgent } from './tunnel-agent.js';

/** What TLS connections are made with; PEM. */
export interface TlsMaterial {
  /** The authorities to trust. */
  readonly ca?: readonly (string | Buffer)[];
  /** A client certificate, shown to those hosts only for which it is asked. */
  readonly identity?: { readonly cert: Buffer; readonly key: Buffer; readonly passphrase?: string };
}

/** How to connect to an origin: a pool of connections that are kept, and a proxy where the environment names one. */
type Connection = Pick<HttpRequest, 'agent' | 'proxy'>;

/** The connections of one command, by origin. */
export class Connections {
  private readonly environment: Readonly<Record<string, string | undefined>>;
  private readonly tls: TlsMaterial;
  private readonly open = new Map<string, Connection>();

  constructor(environment: Readonly<Record<string, string | undefined>>, tls: TlsMaterial) {
    this.environment = environment;
    this.tls = tls;
  }

  /** The connection to an origin, with the client certificate or without. */
  to(origin: string, withIdentity: boolean): Connection {
    const key = `${origin} ${withIdentity}`;
    const open = this.open.get(key) ?? this.connection(origin, withIdentity);
    this.open.set(key, open);
    return open;
  }

  close(): void {
    for (const { agent } of this.open.values()) agent.destroy();
    this.open.clear();
  }

  private connection(origin: string, withIdentity: boolean): Connection {
    const proxy = proxyFor(origin, this.environment);
    if (origin.startsWith('https:')) {
      const { ca, identity } = this.tls;
      const options: https.AgentOptions = {
        keepAlive: true,
        ...(ca === undefined ? {} : { ca: [...ca] }),
        ...(identity === undefined || !withIdentity ? {} : identity),
      };
      return { agent: proxy === undefined ? new https.Agent(options) : new TunnelAgent(proxy, options) };
    }
    if (proxy === undefined) return { agent: new http.Agent({ keepAlive: true }) };
    const agent =
      proxy.protocol === 'https:' ? new https.Agent({ keepAlive: true }) : new http.Agent({ keepAlive: true });
    return { agent, proxy: { origin: proxy.origin, headers: proxyHeaders(proxy) } };
  }
}
