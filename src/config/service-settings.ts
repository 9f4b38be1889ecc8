import { resolve } from 'node:path';

import type { ConfigPath, ConfigProblem } from './config-source.js';
import type { RegistryAuth, SecretSource, TlsFiles } from './registry-config.js';
import type { RawSecret, RawTls } from './registry-schema.js';
import { Secret } from './secret.js';
import { percentDecoded } from '../paths/percent-decoded.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the settings of a registry or of brokers are resolved with. */
export interface ServiceContext {
  /** The folder of the config, absolute. */
  readonly root: string;
  readonly environment: Environment;
  readonly report: (problem: ConfigProblem) => void;
}

/** Reads single settings of a service; paths are those below its section. */
export interface ServiceSettings {
  readonly report: (path: ConfigPath, message: string) => void;
  readonly fill: (text: string, path: ConfigPath) => string;
  readonly fillOptional: (text: string | undefined, path: ConfigPath) => string | undefined;
  readonly secret: (raw: RawSecret, path: ConfigPath) => SecretSource;
  readonly file: (text: string | undefined, path: ConfigPath) => string | undefined;
  /** A node's address; a user name and password in it, as in a URL that an environment variable gives, are taken out. */
  readonly address: (text: string, path: ConfigPath) => { readonly url: string; readonly auth?: RegistryAuth };
}

/** The settings of a service that a config gives in one of its sections. */
export function serviceSettings(section: 'registry' | 'kafka', context: ServiceContext): ServiceSettings {
  function report(path: ConfigPath, message: string, help?: string): void {
    const problem = { path: [section, ...path], part: 'value', code: 'config-invalid', message } as const;
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
    const [user, secret] = [username, password].map(percentDecoded);
    if (user !== undefined && secret !== undefined) {
      return { url, auth: { type: 'basic', username: user, password: { kind: 'text', secret: new Secret(secret) } } };
    }
    report(path, 'the user name or password in the URL is not percent-encoded correctly');
    return { url };
  }

  return { report, fill, fillOptional, secret, file, address };
}

/** The PEM files of a TLS connection, absolute. */
export function resolveTls(raw: RawTls, settings: ServiceSettings): TlsFiles {
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

export function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
