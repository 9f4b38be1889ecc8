import type { ConfluentRegistryConfig, RegistryAuth, RegistryConfig } from './registry-config.js';
import type { RawAuth, RawRegistry } from './registry-schema.js';
import {
  isHttpUrl,
  resolveTls,
  serviceSettings,
  type ServiceContext,
  type ServiceSettings,
} from './service-settings.js';

export type { Environment } from './service-settings.js';

/**
 * The registry with `${NAME}` replaced by environment variables. One that is not set, a URL that is none, and a secret
 * that stands in the config itself are reported, never with what they hold.
 */
export function resolveRegistry(raw: RawRegistry | undefined, context: ServiceContext): RegistryConfig | undefined {
  if (raw === undefined) return undefined;
  const settings = serviceSettings('registry', context);
  if (raw.type === 'confluent') return resolveConfluent(raw, settings);
  const region = raw.region === undefined ? undefined : settings.fill(raw.region, ['region']);
  return { type: 'glue', registryName: settings.fill(raw.registryName, ['registryName']), region };
}

type RawConfluent = Extract<RawRegistry, { type: 'confluent' }>;

function resolveConfluent(raw: RawConfluent, settings: ServiceSettings): ConfluentRegistryConfig {
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

function resolveAuth(raw: RawAuth, settings: ServiceSettings): RegistryAuth {
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
