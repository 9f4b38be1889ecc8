import { onTestFinished } from 'vitest';

import {
  startConfluentServer,
  type ConfluentServer,
  type Intercept,
  type ServerSettings,
} from './start-confluent-server.js';

export type { ConfluentServer, Intercept } from './start-confluent-server.js';

/** Starts a registry on this machine for the time of one test. */
export async function confluentServer(settings: ServerSettings = {}): Promise<ConfluentServer> {
  const server = await startConfluentServer(settings);
  onTestFinished(() => server.close());
  return server;
}

/** Answers every request with a status and nothing else. */
export function refusing(status: number, headers: Readonly<Record<string, string>> = {}): Intercept {
  return (_, response) => {
    response.writeHead(status, headers).end();
    return true;
  };
}
