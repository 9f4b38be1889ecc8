import { readFileSync } from 'node:fs';

import type { RegistryAuth, SecretSource, TokenTarget } from '../config/registry-config.js';
import { RegistryError } from './registry-error.js';
import { given } from '../config/given.js';

/** Reads a secret from where it is. Throws a RegistryError if its file cannot be read. */
export function readSecret(source: SecretSource, setting: string): string {
  if (source.kind === 'text') return source.secret.reveal();
  const text = readFile(source.file, setting).toString('utf8').trim();
  if (text === '')
    throw new RegistryError({ code: 'registry-setup', message: `the file of registry.${setting} is empty` });
  return text;
}

/** Reads a file that a setting of the registry names. Throws a RegistryError if it cannot be read. */
export function readFile(file: string, setting: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const reason =
      error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'does not exist' : 'cannot be read';
    throw new RegistryError({ code: 'registry-setup', message: `the file that registry.${setting} names ${reason}` });
  }
}

/** Asks an authorization server for a token. */
type RequestToken = (request: TokenRequest) => Promise<IssuedToken>;

export interface TokenRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface IssuedToken {
  readonly token: string;
  /** How long it is good for, in milliseconds. */
  readonly lifetime: number;
}

type OAuth = Extract<RegistryAuth, { type: 'oauth' }>;

/** Gives requests to the registry the headers that sign them in. */
export class ConfluentAuth {
  private readonly auth: RegistryAuth;
  private readonly requestToken: RequestToken;
  private readonly now: () => number;
  /** What must not appear in any message. */
  readonly secrets = new Set<string>();
  /** Counts the issued tokens that were forgotten. */
  private forgotten = 0;
  private issued: Promise<{ readonly token: string; readonly until: number }> | undefined;

  constructor(auth: RegistryAuth, requestToken: RequestToken, now: () => number) {
    this.auth = auth;
    this.requestToken = requestToken;
    this.now = now;
  }

  get type(): RegistryAuth['type'] {
    return this.auth.type;
  }

  async headers(): Promise<Readonly<Record<string, string>>> {
    const auth = this.auth;
    switch (auth.type) {
      case 'none':
        return {};
      case 'basic':
        return { authorization: this.basic(auth.username, this.secret(auth.password, 'auth.password')) };
      case 'bearer':
        return { authorization: `Bearer ${this.secret(auth.token, 'auth.token')}`, ...targetHeaders(auth.target) };
      case 'oauth':
        return { authorization: `Bearer ${await this.token(auth)}`, ...targetHeaders(auth.target) };
    }
  }

  /** Changes with each issued token that is forgotten. */
  get generation(): number {
    return this.forgotten;
  }

  /** Forgets the issued token of a generation that the registry refuses, if that was not done yet; false where none is issued. */
  forget(generation: number): boolean {
    if (this.auth.type !== 'oauth') return false;
    if (generation === this.forgotten) {
      this.issued = undefined;
      this.forgotten++;
    }
    return true;
  }

  /** One request serves all that ask side by side; a token is renewed a little before its end. */
  private async token(auth: OAuth): Promise<string> {
    const known = this.issued;
    if (known !== undefined) {
      const { token, until } = await known;
      if (until - 30_000 > this.now()) return token;
    }
    const issued = this.issued === known ? this.issue(auth) : (this.issued ?? this.issue(auth));
    this.issued = issued;
    return (await issued).token;
  }

  private async issue(auth: OAuth): Promise<{ readonly token: string; readonly until: number }> {
    const { token, lifetime } = await this.requestToken(this.tokenRequest(auth));
    this.secrets.add(token);
    return { token, until: this.now() + lifetime };
  }

  /** RFC 6749, section 4.4. */
  private tokenRequest(auth: OAuth): TokenRequest {
    const secret = this.secret(auth.clientSecret, 'auth.clientSecret');
    const inBody = auth.clientSecretIn === 'body';
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      ...given({ scope: auth.scope, audience: auth.audience }),
      ...(inBody ? { client_id: auth.clientId, client_secret: secret } : {}),
    });
    return {
      url: auth.tokenUrl,
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        ...(inBody ? {} : { authorization: this.basic(encodeURIComponent(auth.clientId), encodeURIComponent(secret)) }),
      },
      body: form.toString(),
    };
  }

  private basic(username: string, password: string): string {
    const encoded = Buffer.from(`${username}:${password}`).toString('base64');
    this.secrets.add(encoded);
    return `Basic ${encoded}`;
  }

  private secret(source: SecretSource, setting: string): string {
    const secret = readSecret(source, setting);
    // A header takes no line breaks: whatever the file holds, it cannot add headers.
    if (/[\r\n\0]/.test(secret)) {
      throw new RegistryError({ code: 'registry-setup', message: `registry.${setting} contains more than one line` });
    }
    this.secrets.add(secret).add(encodeURIComponent(secret));
    return secret;
  }
}

function targetHeaders({ logicalCluster, identityPool }: TokenTarget): Readonly<Record<string, string>> {
  return given({ 'target-sr-cluster': logicalCluster, 'confluent-identity-pool-id': identityPool });
}
