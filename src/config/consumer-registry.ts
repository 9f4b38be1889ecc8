import type { ConfluentSettings } from '../runtime/later/confluent-fetch.js';
import type { GlueSettings } from '../runtime/later/glue-fetch.js';
import type { RawAuth, RawRegistry, RawSecret } from './registry-schema.js';
import { given } from './given.js';

/** The registry as generated consumers ask it at run time: `${NAME}` stays as it is written, to be filled in there. */
export type ConsumerRegistry =
  | { readonly type: 'confluent'; readonly settings: ConfluentSettings }
  | { readonly type: 'glue'; readonly settings: GlueSettings };

/**
 * What generated code may hold of the config's registry: no secret, and no host that the config does not have as plain
 * text. What stands in a file here is looked for in a variable of the environment there. Undefined where a consumer
 * cannot sign in as the config does: with OAuth or a client certificate.
 */
export function consumerRegistry(raw: RawRegistry | undefined): ConsumerRegistry | undefined {
  if (raw === undefined) return undefined;
  if (raw.type === 'glue') {
    return { type: 'glue', settings: raw.region === undefined ? {} : { region: raw.region } };
  }
  const { url, context, auth, tls } = raw;
  if (auth?.type === 'oauth' || tls?.cert !== undefined) return undefined;
  const urls = (typeof url === 'string' ? [url] : url).map(withoutSecret);
  return {
    type: 'confluent',
    settings: {
      urls,
      ...given({ context: context === '.' ? undefined : context, auth: auth && consumerAuth(auth) }),
    },
  };
}

function consumerAuth(auth: Exclude<RawAuth, { type: 'oauth' }>): NonNullable<ConfluentSettings['auth']> {
  if (auth.type === 'basic') {
    return { type: 'basic', username: auth.username, password: variable(auth.password, 'SCHEMA_REGISTRY_PASSWORD') };
  }
  return {
    type: 'bearer',
    token: variable(auth.token, 'SCHEMA_REGISTRY_TOKEN'),
    ...given({ logicalCluster: auth.logicalCluster, identityPool: auth.identityPool }),
  };
}

/** A secret that stands in a file, or against the rules in the config itself, has a variable of its own at run time. */
function variable(secret: RawSecret, otherwise: string): string {
  return typeof secret === 'string' && /^\$\{[^}]+\}$/.test(secret) ? secret : `\${${otherwise}}`;
}

/** A URL with a password in it, which `pull` refuses, is not passed on either. */
function withoutSecret(url: string): string {
  const plain = url.replaceAll(/\$\{[^}]*\}/g, '');
  return plain.includes('@') ? '${SCHEMA_REGISTRY_URL}' : url;
}
