import type { SecretSource, TlsFiles } from './registry-config.js';

/** How a client authenticates at brokers. */
export type KafkaSasl =
  | {
      readonly mechanism: 'plain' | 'scram-256' | 'scram-512';
      readonly username: string;
      readonly password: SecretSource;
    }
  | { readonly mechanism: 'iam'; readonly region: string | undefined };

/** The brokers that commands read topics from and write to. */
export interface KafkaConfig {
  /** The bootstrap brokers, as `host:port`; at least one. */
  readonly brokers: readonly string[];
  /** Undefined for a connection without TLS. */
  readonly tls: TlsFiles | undefined;
  readonly sasl: KafkaSasl | undefined;
}
