import { resolve } from 'node:path';

import type { ConfigPath, ConfigProblem } from './config-source.js';
import type { ConfluentRegistryConfig, RegistryAuth, RegistryConfig, SecretSource } from './registry-config.js';
import type { RawAuth, RawRegistry, RawSecret, RawTls } from './registry-schema.js';
import { Secret } from './secret.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the registry's settings are resolved with. */
export interface RegistryContext {
  /** The folder of the config, absolute. */
  readonly root: string;
  readonly environment: Environment;
  readonly report: (problem: ConfigProblem) => void;
}

/**
 * The registry with `${NAME}` replaced by environment variables. One that is not set, a URL that is none, and a secret
 * that stands in the config itself are reported, never with what they hold.
 */
export function resolveRegistry(raw: RawRegistry | undefined, context: RegistryContext): RegistryConfig | undefined {
  if (raw === undefined) return undefined;
  const settings = settingsReader(context);
  if (raw.type === 'confluent') return resolveConfluent(raw, settings);
  const region = raw.region === undefined ? undefined : settings.fill(raw.region, ['region']);
  return { type: 'glue', registryName: settings.fill(raw.registryName, ['registryName']), region };
}

type RawConfluent = Extract<RawRegistry, { type: 'confluent' }>;

function resolveConfluent(raw: RawConfluent, settings: Settings): ConfluentRegistryConfig {
  const written = typeof raw.url === 'string' ? [raw.url] : raw.url;
  if (written.length === 0) settings.report(['url'], 'at least one URL is needed');
  const nodes = written.map((text, index) =>
    settings.address(text, typeof raw.url === 'string' ? ['url'] : ['url', index]),
  );
  const signedIn = nodes.find(({ auth }) => auth !== undefined);
  if (signedIn !== undefined && raw.auth !== undefined) {
    settings.report(['auth'], 'the URL already contains a user name: remove one of the two');
  }
  const { context, timeout = 30 } = raw;
  if (context !== undefined && !/^\.[^/:?#%\s]*$/.test(context)) {
    settings.report(['context'], 'expected a context name that begins with "."');
  }
  if (timeout < 1 || timeout > 600) settings.report(['timeout'], `expected 1 to 600 seconds, found ${timeout}`);
  return {
    type: 'confluent',
    urls: nodes.map(({ url }) => url),
    context: context === '.' ? undefined : context,
    deleted: raw.deleted ?? false,
    auth: raw.auth === undefined ? (signedIn?.auth ?? { type: 'none' }) : resolveAuth(raw.auth, settings),
    tls: resolveTls(raw.tls ?? {}, settings),
    timeout: timeout * 1000,
  };
}

function resolveAuth(raw: RawAuth, settings: Settings): RegistryAuth {
  if (raw.type === 'basic') {
    const username = settings.fill(raw.username, ['auth', 'username']);
    return { type: 'basic', username, password: settings.secret(raw.password, ['auth', 'password']) };
  }
  const target = {
    logicalCluster: settings.fillOptional(raw.logicalCluster, ['auth', 'logicalCluster']),
    identityPool: settings.fillOptional(raw.identityPool, ['auth', 'identityPool']),
  };
  if (raw.type === 'bearer') return { type: 'bearer', token: settings.secret(raw.token, ['auth', 'token']), target };
  const tokenUrl = settings.fill(raw.tokenUrl, ['auth', 'tokenUrl']);
  if (tokenUrl !== '' && !isHttpUrl(tokenUrl)) settings.report(['auth', 'tokenUrl'], 'expected an http or https URL');
  return {
    type: 'oauth',
    tokenUrl,
    clientId: settings.fill(raw.clientId, ['auth', 'clientId']),
    clientSecret: settings.secret(raw.clientSecret, ['auth', 'clientSecret']),
    clientSecretIn: raw.clientSecretIn ?? 'header',
    scope: settings.fillOptional(raw.scope, ['auth', 'scope']),
    audience: settings.fillOptional(raw.audience, ['auth', 'audience']),
    target,
  };
}

function resolveTls(raw: RawTls, settings: Settings): ConfluentRegistryConfig['tls'] {
  if ((raw.cert === undefined) !== (raw.key === undefined)) {
    settings.report(['tls'], 'a client certificate needs both "cert" and "key"');
  }
  return {
    ca: settings.file(raw.ca, ['tls', 'ca']),
    cert: settings.file(raw.cert, ['tls', 'cert']),
    key: settings.file(raw.key, ['tls', 'key']),
    passphrase: raw.passphrase === undefined ? undefined : settings.secret(raw.passphrase, ['tls', 'passphrase']),
  };
}

/** Reads single settings of the registry; paths are those below `registry`. */
interface Settings {
  readonly report: (path: ConfigPath, message: string, help?: string) => void;
  readonly fill: (text: string, path: ConfigPath) => string;
  readonly fillOptional: (text: string | undefined, path: ConfigPath) => string | undefined;
  readonly secret: (raw: RawSecret, path: ConfigPath) => SecretSource;
  readonly file: (text: string | undefined, path: ConfigPath) => string | undefined;
  /** A node's address; a user name and password in it, as in a URL that an environment variable gives, are taken out. */
  readonly address: (text: string, path: ConfigPath) => { readonly url: string; readonly auth?: RegistryAuth };
}

/** The settings of the registry that a config gives. */
function settingsReader(context: RegistryContext): Settings {
  function report(path: ConfigPath, message: string, help?: string): void {
    const problem = { path: ['registry', ...path], part: 'value', code: 'config-invalid', message } as const;
    context.report(help === undefined ? problem : { ...problem, help });
  }

  function fill(text: string, path: ConfigPath): string {
    return text.replaceAll(/\$\{([^}]*)\}/g, (_, variable: string) => {
      const value = context.environment[variable];
      if (value !== undefined && value !== '') return value;
      const message = `the environment variable ${variable} is ${value === '' ? 'empty' : 'not set'}`;
      report(path, message, `Set ${variable} in the environment, and run the command again.`);
      return '';
    });
  }

  function fillOptional(text: string | undefined, path: ConfigPath): string | undefined {
    return text === undefined ? undefined : fill(text, path);
  }

  function secret(raw: RawSecret, path: ConfigPath): SecretSource {
    if (typeof raw !== 'string') return { kind: 'file', file: file(raw.file, [...path, 'file']) ?? '' };
    if (!/^\$\{[^}]+\}$/.test(raw)) {
      report(path, 'the config must not contain secrets: use "${NAME}" for an environment variable, or { "file": … }');
    }
    return { kind: 'text', secret: new Secret(fill(raw, path)) };
  }

  function file(text: string | undefined, path: ConfigPath): string | undefined {
    return text === undefined ? undefined : resolve(context.root, fill(text, path));
  }

  function address(text: string, path: ConfigPath): { readonly url: string; readonly auth?: RegistryAuth } {
    const filled = fill(text, path);
    // The URL is not shown: it may hold a password.
    if (!isHttpUrl(filled)) {
      if (filled !== '') report(path, 'expected an http or https URL', 'Begin it with http:// or https://.');
      return { url: '' };
    }
    const { origin, pathname, search, hash, username, password } = new URL(filled);
    if (search !== '' || hash !== '') report(path, 'expected a URL without "?" and "#"');
    const url = `${origin}${pathname.replace(/\/+$/, '')}`;
    if (username === '' && password === '') return { url };
    if (!text.includes('${'))
      report(path, 'the config must not contain passwords: use "auth", or take the URL from "${NAME}"');
    const [user, secret] = [username, password].map(decode);
    if (user !== undefined && secret !== undefined) {
      return { url, auth: { type: 'basic', username: user, password: { kind: 'text', secret: new Secret(secret) } } };
    }
    report(path, 'the user name or password in the URL is not percent-encoded correctly');
    return { url };
  }

  return { report, fill, fillOptional, secret, file, address };
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
