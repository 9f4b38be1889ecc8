import { createPrivateKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { ServerOptions } from 'node:https';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { exitCodeOf } from '../../src/cli/exit-code.js';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { temporaryProject } from '../cli/temporary-project.js';
import { confluentServer, refusing, type Intercept } from './confluent-server.js';
import { quickPace, quickPull, record, registryConfig, registryProject, snapshotFiles } from './registry-project.js';

const certificates = join(import.meta.dirname, 'certificates');
const path = (name: string): string => join(certificates, `${name}.pem`);
const pem = (name: string): Buffer => readFileSync(path(name));

const trusted = { ca: path('ca') };
const server: ServerOptions = { cert: pem('server'), key: pem('server-key') };
const mutual: ServerOptions = { ...server, ca: pem('ca'), requestCert: true, rejectUnauthorized: true };

const handshakeHelp =
  'If the registry requires a client certificate, set "registry.tls.cert" and "key"; if it does not use TLS, its URL begins with "http:".';
const identityHelp = 'Check the files in "registry.tls": PEM format, matching certificate and key, correct passphrase.';

interface Attempt {
  readonly tls?: ServerOptions;
  readonly intercept?: Intercept;
  /** The config's `registry`, but for its type and URL. */
  readonly registry: object;
  readonly env?: Readonly<Record<string, string>>;
  /** Default: the server's own. */
  readonly scheme?: 'https';
}

interface Outcome {
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode: number;
  readonly waited: readonly number[];
}

/** Pulls a newer version into a project that has pulled one; the snapshot must be as it was. */
async function pullOf({ tls, intercept, registry, env = {}, scheme }: Attempt): Promise<Outcome> {
  const first = await confluentServer();
  first.store.register('orders-value', { schema: record('shop.Order', 'id') });
  const topics = { orders: 'orders-value' };
  const root = registryProject({ url: first.url, topics });
  await quickPull(root);
  const before = snapshotFiles(root);
  expect(Object.keys(before)).toEqual(['orders-value/subject.json', 'orders-value/v1.avsc']);

  const { url } = await confluentServer({ ...(tls && { tls }), ...(intercept && { intercept }) });
  const asked = scheme === undefined ? url : url.replace('http:', `${scheme}:`);
  writeFileSync(join(root, 'gen-msk-consumer.config.json'), registryConfig({ url: asked, topics, registry }));
  const clock = quickPace();
  const { diagnostics } = await quickPull(root, { clock, env });
  expect(snapshotFiles(root)).toEqual(before);
  return {
    diagnostics: diagnostics.map((one) => ({ ...one, message: one.message.replace(asked, 'https://registry') })),
    exitCode: exitCodeOf(diagnostics),
    waited: clock.waited,
  };
}

function unreachable(message: string, help?: string): readonly Diagnostic[] {
  const text = `the registry at https://registry ${message}`;
  return [{ code: 'registry-unreachable', severity: 'error', message: text, ...(help === undefined ? {} : { help }) }];
}

test.each([
  ['server', {}, 'its authority is not trusted'],
  ['other-host', trusted, 'it is issued for another host name'],
  ['expired', trusted, 'it has expired'],
])("a registry's certificate that is not accepted: %s", async (name, tls, reason) => {
  const outcome = await pullOf({ tls: { cert: pem(name), key: pem(`${name}-key`) }, registry: { tls } });
  expect(outcome).toEqual({
    diagnostics: unreachable(
      `has a certificate that was rejected: ${reason}`,
      'Set "registry.tls.ca" to the certificate authority to trust.',
    ),
    exitCode: 3,
    waited: [],
  });
});

test('a registry that asks for a client certificate, and the config names none', async () => {
  const outcome = await pullOf({ tls: mutual, registry: { tls: trusted } });
  expect(outcome).toEqual({
    diagnostics: unreachable('aborted the TLS handshake (ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED)', handshakeHelp),
    exitCode: 3,
    waited: [],
  });
});

test('a registry that hangs up on a client certificate', async () => {
  const identity = { cert: path('expired'), key: path('expired-key') };
  const outcome = await pullOf({ tls: mutual, registry: { tls: { ...trusted, ...identity } } });
  expect(outcome).toEqual({
    diagnostics: unreachable('closed the connection without a response'),
    exitCode: 3,
    waited: [250, 500, 1000],
  });
});

test('a key that is not that of the client certificate', async () => {
  const identity = { cert: path('client'), key: path('server-key') };
  const outcome = await pullOf({ tls: mutual, registry: { tls: { ...trusted, ...identity } } });
  expect(outcome).toEqual({
    diagnostics: unreachable(
      'could not be reached: a certificate or key in the config cannot be used (ERR_OSSL_X509_KEY_VALUES_MISMATCH)',
      identityHelp,
    ),
    exitCode: 3,
    waited: [],
  });
});

test('a passphrase that does not open the key', async () => {
  const key = createPrivateKey(pem('client-key')).export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'right',
  });
  const folder = temporaryProject({ 'key.pem': key.toString() });
  const tls = { ...trusted, cert: path('client'), key: join(folder, 'key.pem'), passphrase: '${PASSPHRASE}' };
  const right = await pullOf({
    tls: mutual,
    intercept: refusing(404),
    registry: { tls },
    env: { PASSPHRASE: 'right' },
  });
  expect(right.diagnostics.map(({ code }) => code)).toEqual(['registry-refused']);
  const wrong = await pullOf({ tls: mutual, registry: { tls }, env: { PASSPHRASE: 'wr0ng-s3cret' } });
  expect(wrong).toEqual({
    diagnostics: unreachable(
      'could not be reached: a certificate or key in the config cannot be used (ERR_OSSL_BAD_DECRYPT)',
      identityHelp,
    ),
    exitCode: 3,
    waited: [],
  });
});

test('an address with https where the registry does not speak TLS', async () => {
  const { diagnostics, exitCode } = await pullOf({ registry: {}, scheme: 'https' });
  // Node's code for it is another in each major version.
  const withoutCode = diagnostics.map((one) => ({ ...one, message: one.message.replace(/ \(\w+\)$/, '') }));
  expect(withoutCode).toEqual(unreachable('aborted the TLS handshake', handshakeHelp));
  expect(exitCode).toBe(3);
});

test('a redirect to another host that wants credentials, which do not follow', async () => {
  const other = await confluentServer({ intercept: refusing(401) });
  const outcome = await pullOf({
    intercept: ({ url = '' }, response) => {
      response.writeHead(307, { location: `${other.url}${url}` }).end();
      return true;
    },
    registry: { auth: { type: 'basic', username: 'reader', password: '${PASSWORD}' } },
    env: { PASSWORD: 'x' },
  });
  expect(outcome).toEqual({
    diagnostics: [
      {
        code: 'registry-refused',
        severity: 'error',
        message: 'the registry at https://registry rejected the credentials (401)',
        help: 'Check the credentials in "registry.auth": they may be wrong or expired.',
      },
    ],
    exitCode: 3,
    waited: [],
  });
  expect(other.headers.map(({ authorization }) => authorization)).toEqual([undefined]);
});
