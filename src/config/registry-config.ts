import type { Secret } from './secret.js';

/** A secret that the environment gave, or the file that holds it (absolute). */
export type SecretSource = { readonly kind: 'text'; readonly secret: Secret } | SecretFile;

interface SecretFile {
  readonly kind: 'file';
  readonly file: string;
}

/** Headers that Confluent Cloud requires in addition to a token. */
export interface TokenTarget {
  readonly logicalCluster: string | undefined;
  readonly identityPool: string | undefined;
}

export type RegistryAuth =
  | { readonly type: 'none' }
  | { readonly type: 'basic'; readonly username: string; readonly password: SecretSource }
  | { readonly type: 'bearer'; readonly token: SecretSource; readonly target: TokenTarget }
  | {
      readonly type: 'oauth';
      readonly tokenUrl: string;
      readonly clientId: string;
      readonly clientSecret: SecretSource;
      readonly clientSecretIn: 'header' | 'body';
      readonly scope: string | undefined;
      readonly audience: string | undefined;
      readonly target: TokenTarget;
    };

/** PEM files, absolute. */
export interface TlsFiles {
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
  readonly passphrase: SecretSource | undefined;
}

export interface ConfluentRegistryConfig {
  readonly type: 'confluent';
  /** One or more, without user names, queries and a `/` at the end. */
  readonly urls: readonly string[];
  /** As `.staging`; undefined for the default context. */
  readonly context: string | undefined;
  /** Whether soft-deleted versions are kept. */
  readonly deleted: boolean;
  readonly auth: RegistryAuth;
  readonly tls: TlsFiles;
  /** For one request, in milliseconds. */
  readonly timeout: number;
}

export interface GlueRegistryConfig {
  readonly type: 'glue';
  readonly registryName: string;
  readonly region: string | undefined;
}

/** Where schemas are pulled from. */
export type RegistryConfig = ConfluentRegistryConfig | GlueRegistryConfig;
