import type { InfraSettings } from '../../config/infra-config.js';
import { isGlue } from '../destination.js';
import type { TopicSetup } from '../topic-setup.js';
import { settingValue, text, type Value } from '../value.js';
import type { Need } from './need.js';

/** What the secrets of the cluster need: those of authentication, and the certificate of its brokers. */
export function secretNeeds({ settings, authentication }: TopicSetup): readonly Need[] {
  const ofCluster = 'secret' in authentication ? [authentication] : [];
  const secrets = [...ofCluster, ...(settings.rootCertificate === undefined ? [] : [settings.rootCertificate])];
  return readSecrets('ReadClusterSecrets', secrets);
}

function readSecrets(
  sid: string,
  secrets: readonly { readonly secret: string; readonly key?: string | undefined }[],
): readonly Need[] {
  const keys = secrets.flatMap(({ key }) => (key === undefined ? [] : [key]));
  return [
    ...(secrets.length === 0
      ? []
      : [{ sid, actions: ['secretsmanager:GetSecretValue'], resources: distinct(secrets.map((one) => one.secret)) }]),
    ...(keys.length === 0 ? [] : [{ sid: `${sid}Key`, actions: ['kms:Decrypt'], resources: distinct(keys) }]),
  ];
}

function distinct(settings: readonly string[]): readonly Value[] {
  return [...new Set(settings)].map(settingValue);
}

/** What a schema registry integration needs. */
export function registryNeeds({ registry }: InfraSettings): readonly Need[] {
  if (registry === undefined) return [];
  if (!isGlue(registry.uri)) return readSecrets('ReadRegistrySecrets', registry.access ?? []);
  const arn = settingValue(registry.uri);
  return [
    { sid: 'ReadRegistry', actions: ['glue:GetRegistry'], resources: [arn] },
    { sid: 'ReadSchemas', actions: ['glue:GetSchemaVersion'], resources: [arn, text(schemasOf(arn), '/*')] },
  ];
}

function schemasOf(registry: Value): Value {
  const [from, to] = [':registry/', ':schema/'];
  return typeof registry === 'string' ? registry.replace(from, to) : { $: 'replaced', in: registry, from, to };
}
