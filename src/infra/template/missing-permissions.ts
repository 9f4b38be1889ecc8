import { addTo } from '../../diagnostics/group-by.js';
import type { TopicConfig } from '../../config/config.js';
import type { Adapter } from '../../config/adapters.js';
import type { InfraSettings } from '../../config/infra-config.js';
import { wordList } from '../../diagnostics/word-list.js';
import { valueNode } from '../config-view.js';
import { SECRET_TYPES } from '../event-source-mapping.js';
import type { Need } from '../needs/need.js';
import { functionNeeds, pipeNeeds } from '../needs/needs.js';
import type { Violation } from '../rules/rule.js';
import type { TopicSetup } from '../topic-setup.js';
import { accessOf, kafkaConfigOf, registryOf, valueOf, type MappingView } from './mapping-view.js';
import { entryOf, isUnknown, itemsOf, textOf, unknownText, type TemplateNode } from './node.js';
import { overlap, patternOf, type RoleView } from './role-view.js';
import type { TemplateMapping } from './template-view.js';

interface Context {
  readonly topic: TopicConfig;
  readonly adapters: readonly Adapter[];
}

/** The permissions that a mapping needs, by what the template says of it, and that its role does not have. */
export function missingPermissions({ view, role }: TemplateMapping, context: Context): readonly Violation[] {
  const note = (what: string): readonly Violation[] => [
    { code: 'template-unknown', path: '', message: `its permissions are unknown: ${what}`, severity: 'note' },
  ];
  if (typeof role === 'string') return note(role);
  if (role.unknown !== undefined) return note(`${role.name} has ${role.unknown}`);
  const setup = setupOf(view, context);
  const needs = view.shape === 'pipe' ? pipeNeeds(setup) : functionNeeds(setup);
  return needs.flatMap((need) => missingOf(need, role));
}

/** Either of the two is enough, but for a serverless cluster. */
const ALTERNATIVES: Readonly<Record<string, string>> = { 'kafka:DescribeClusterV2': 'kafka:DescribeCluster' };

function missingOf(need: Need, role: RoleView): readonly Violation[] {
  const resources = need.resources.map((resource) => patternOf(valueNode(resource)) ?? '*');
  const isServerless = resources.some((resource) => /-s\d+$/.test(resource));
  // The actions of a need that are refused alike make one finding.
  const refused = new Map<string, string[]>();
  for (const action of need.actions) {
    const other = isServerless ? undefined : ALTERNATIVES[action];
    const names = other === undefined ? [action] : [action, other];
    const lacking = resources.filter((resource) => !names.some((name) => isAllowed(name, resource, role)));
    if (lacking.length === 0) continue;
    const isElsewhere = names.some((name) => isAllowed(name, '*', role));
    const target = wordList(lacking.map(readable), 'and');
    const sentence = isElsewhere ? `allows …, but not on ${target}` : `does not allow … on ${target}`;
    addTo(refused, sentence, action);
  }
  return [...refused].map(([sentence, actions]) => ({
    code: 'template-permission-missing',
    path: '',
    message: `${role.name} ${sentence.replace('…', () => wordList(actions, 'and'))}`,
    at: role.at,
  }));
}

function readable(resource: string): string {
  return resource === '*' ? 'any resource' : resource;
}

function isAllowed(action: string, resource: string, { grants }: RoleView): boolean {
  return grants.some(
    ({ actions, resources }) =>
      actions.some((pattern) => overlap(pattern.toLowerCase(), action.toLowerCase())) &&
      resources.some((pattern) => pattern === undefined || overlap(pattern, resource)),
  );
}

/** Stands for a value that is not known: it matches any. */
const ANY = '${Unknown}';

/** What the template says of a mapping, as settings: what it needs follows from these. */
function setupOf(view: MappingView, { topic, adapters }: Context): TopicSetup {
  const text = (node: TemplateNode | undefined): string => textOf(node) ?? ANY;
  const entries = accessOf(view);
  const types = entries.map((entry) => textOf(entryOf(entry, 'Type')));
  const isManaged = valueOf(view, 'SelfManagedEventSource') === undefined;
  const arn = textOf(valueOf(view, 'EventSourceArn'));
  const cluster: TopicSetup['cluster'] = isManaged
    ? { type: 'msk', arn: arn ?? ANY }
    : { type: 'self-managed', bootstrapServers: [ANY] };
  const certificate = entries.find((_, index) => types[index] === 'SERVER_ROOT_CA_CERTIFICATE');
  const group = entryOf(kafkaConfigOf(view), 'ConsumerGroupId');
  const registry = registryOf(view);
  const destination = valueOf(view, 'DestinationConfig.OnFailure.Destination');
  const settings: InfraSettings = {
    shape: view.shape,
    ...(group === undefined ? {} : { consumerGroup: text(group) }),
    ...(certificate === undefined ? {} : { rootCertificate: { secret: text(entryOf(certificate, 'URI')) } }),
    ...(types.includes('VPC_SUBNET') ? { vpc: { subnets: [], securityGroups: [] } } : {}),
    ...(registry === undefined || isUnknown(entryOf(registry, 'SchemaRegistryURI'))
      ? {}
      : { registry: registrySettings(registry) }),
    ...(destination === undefined || textOf(destination) === ''
      ? {}
      : { destination: destinationSetting(destination) }),
  };
  return {
    topic,
    settings,
    cluster,
    authentication: authenticationOf(view, topic, isManaged),
    id: view.name,
    folder: '',
    hasTable: adapters.includes('dynamodb'),
  };
}

function registrySettings(registry: TemplateNode): NonNullable<InfraSettings['registry']> {
  const access = itemsOf(entryOf(registry, 'AccessConfigs'));
  return {
    uri: textOf(entryOf(registry, 'SchemaRegistryURI')) ?? ANY,
    access: access.map((entry) => ({ type: 'BASIC_AUTH', secret: textOf(entryOf(entry, 'URI')) ?? ANY })),
  };
}

/** A destination whose ARN has unknown parts still shows its service; one that refers to a resource is judged by its name. */
function destinationSetting(node: TemplateNode): string {
  const text = textOf(node);
  if (text !== undefined) return text;
  if (node.kind === 'text') return node.parts.map((part) => (typeof part === 'string' ? part : ANY)).join('');
  const type = node.kind === 'reference' ? (node.type ?? '') : '';
  const name = `${type}${unknownText(node)}`.replaceAll(/[^A-Za-z0-9]/g, '');
  return `\${Unknown${name}}`;
}

/** The way to authenticate by its type of access. */
const MECHANISMS = new Map(
  Object.entries(SECRET_TYPES).map(([mechanism, type]) => [type as string, mechanism as keyof typeof SECRET_TYPES]),
);

/** The mechanism of the mapping. Without an entry MSK takes IAM, unless the config says that the cluster has none. */
function authenticationOf(view: MappingView, { infra }: TopicConfig, isManaged: boolean): TopicSetup['authentication'] {
  for (const entry of accessOf(view)) {
    const type = textOf(entryOf(entry, 'Type')) ?? '';
    const secret = textOf(entryOf(entry, 'URI')) ?? ANY;
    const mechanism = MECHANISMS.get(type);
    if (mechanism !== undefined) return { type: mechanism, secret };
    if (type === 'IAM_AUTH') return { type: 'iam' };
    if (type === 'IAM_OAUTHBEARER_AUTH') return { type: 'iam-oauth' };
  }
  const isOpen =
    isUnknown(valueOf(view, 'SourceAccessConfigurations')) || infra?.settings.authentication?.type === 'none';
  return { type: isManaged && !isOpen ? 'iam' : 'none' };
}
