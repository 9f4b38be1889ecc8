import { canonical } from '../canonical.js';
import { collectGrants } from '../collect-grants.js';
import type { MappingView } from '../mapping-view.js';
import {
  entryOf,
  itemsOf,
  textOf,
  unknown,
  unknownText,
  type Place,
  type TemplateMap,
  type TemplateNode,
} from '../node.js';
import { isKafkaPipe, pipeProperties } from '../pipe-properties.js';
import type { RoleView } from '../role-view.js';
import { pascalNames } from './pascal-names.js';
import type { TemplateMapping } from '../template-view.js';

/** A resource or data source of Terraform, by its address. */
export interface TerraformResource {
  /** `aws_iam_role.orders`, `data.aws_iam_policy_document.orders`. */
  readonly address: string;
  readonly type: string;
  readonly body: TemplateMap;
  readonly at: Place | undefined;
}

type Scope = ReadonlyMap<string, TerraformResource>;

/** The Kafka mappings and pipes among the resources. */
export function terraformMappings(resources: readonly TerraformResource[]): readonly TemplateMapping[] {
  const scope: Scope = new Map(resources.map((resource) => [resource.address, resource]));
  return resources.flatMap((resource): readonly TemplateMapping[] => {
    const view = viewOf(resource);
    if (view === undefined) return [];
    const source = entryOf(view.properties, view.shape === 'pipe' ? 'Target' : 'FunctionName');
    const target = resolve(source, scope);
    const lambda = target?.type === 'aws_lambda_function' ? target.body : undefined;
    const withFunction: MappingView = {
      ...view,
      function:
        lambda === undefined
          ? undefined
          : { timeout: entryOf(lambda, 'timeout'), memory: entryOf(lambda, 'memory_size') },
    };
    if (view.shape === 'pipe')
      return [{ view: withFunction, role: roleOf(entryOf(view.properties, 'RoleArn'), scope) }];
    const role = lambda === undefined ? 'the function is not in the template' : roleOf(entryOf(lambda, 'role'), scope);
    return [{ view: withFunction, role }];
  });
}

function viewOf({ type, body, address, at }: TerraformResource): MappingView | undefined {
  const common = { name: address, at, function: undefined };
  switch (type) {
    case 'aws_lambda_event_source_mapping': {
      const properties = withServers(canonical(body, 'terraform'));
      return isKafka(body, properties) ? { ...common, shape: 'mapping', properties } : undefined;
    }
    case 'awscc_lambda_event_source_mapping': {
      const properties = pascalNames(body);
      return isKafka(body, properties) ? { ...common, shape: 'mapping', properties } : undefined;
    }
    case 'aws_pipes_pipe': {
      const properties = pascalNames(body);
      return isKafkaPipe(properties) ? { ...common, shape: 'pipe', properties: pipeProperties(properties) } : undefined;
    }
    default:
      return undefined;
  }
}

const KAFKA = [
  'Topics',
  'SelfManagedEventSource',
  'AmazonManagedKafkaEventSourceConfig',
  'SelfManagedKafkaEventSourceConfig',
];

function isKafka(body: TemplateMap, { entries }: TemplateMap): boolean {
  const source = entries.get('EventSourceArn');
  const arn = textOf(source) ?? (source?.kind === 'reference' ? source.resource : '');
  return (
    KAFKA.some((name) => entries.has(name)) ||
    /^arn:[^:]*:kafka:|^(?:data\.)?aws_msk_/.test(arn) ||
    body.entries.has('topics')
  );
}

/** The provider takes the brokers as one text. */
function withServers(properties: TemplateMap): TemplateMap {
  const servers = entryOf(properties, 'SelfManagedEventSource', 'Endpoints', 'KafkaBootstrapServers');
  const text = textOf(servers);
  if (text === undefined) return properties;
  const at = servers?.at;
  const items = text.split(',').map((value): TemplateNode => ({ kind: 'scalar', value: value.trim(), at }));
  const wrap = (name: string, node: TemplateNode): TemplateMap => ({
    kind: 'map',
    entries: new Map([[name, node]]),
    at,
  });
  const source = wrap('Endpoints', wrap('KafkaBootstrapServers', { kind: 'list', items, at }));
  return { ...properties, entries: new Map([...properties.entries, ['SelfManagedEventSource', source]]) };
}

/** The resource that a reference leads to, through an alias of a function too. */
function resolve(node: TemplateNode | undefined, scope: Scope): TerraformResource | undefined {
  const resource = node?.kind === 'reference' ? scope.get(node.resource) : undefined;
  return resource?.type === 'aws_lambda_alias' ? resolve(entryOf(resource.body, 'function_name'), scope) : resource;
}

function roleOf(node: TemplateNode | undefined, scope: Scope): RoleView | string {
  const role = resolve(node, scope);
  if (role?.type !== 'aws_iam_role')
    return node === undefined ? 'it has no role' : `the role ${unknownText(node)} is not in the files`;
  const attached = [...scope.values()].filter((resource) => isAttached(resource, role));
  const inline = [
    ...itemsOf(entryOf(role.body, 'inline_policy')).map((block) => entryOf(block, 'policy')),
    ...attached.filter(({ type }) => type === 'aws_iam_role_policy').map(({ body }) => entryOf(body, 'policy')),
  ];
  const managed = [
    ...itemsOf(entryOf(role.body, 'managed_policy_arns')),
    ...attached.flatMap(({ type, body }) =>
      type === 'aws_iam_role_policy' ? [] : (entryOf(body, 'policy_arn') ?? []),
    ),
  ];
  const own = managed.map((policy) => resolve(policy, scope));
  const documents = [
    ...inline,
    ...own.flatMap((policy) => (policy === undefined ? [] : [entryOf(policy.body, 'policy')])),
  ];
  return collectGrants(
    {
      name: role.address,
      at: role.at,
      documents: documents.map((document) => documentOf(document, scope)),
      managed: managed.filter((_, index) => own[index] === undefined),
    },
    { resources: new Map() },
  );
}

const ATTACHMENTS = /^aws_iam_(?:role_policy|role_policy_attachment|policy_attachment)$/;

function isAttached({ type, body }: TerraformResource, role: TerraformResource): boolean {
  if (!ATTACHMENTS.test(type)) return false;
  const names = [...itemsOf(entryOf(body, 'role')), ...itemsOf(entryOf(body, 'roles'))];
  const own = textOf(entryOf(role.body, 'name'));
  return names.some(
    (node) =>
      (node.kind === 'reference' && node.resource === role.address) || (own !== undefined && textOf(node) === own),
  );
}

/** A policy document: as JSON, from `jsonencode`, or of a data source. */
function documentOf(node: TemplateNode | undefined, scope: Scope): TemplateNode | undefined {
  if (node?.kind === 'scalar' && typeof node.value === 'string') return jsonNode(node.value, node.at);
  if (node?.kind !== 'reference') return node;
  const source = scope.get(node.resource);
  return source?.type === 'aws_iam_policy_document' ? fromDataSource(source.body) : undefined;
}

function jsonNode(text: string, at: Place | undefined): TemplateNode {
  try {
    return nodeOfJson(JSON.parse(text), at);
  } catch {
    return unknown('a policy that is not JSON', at);
  }
}

/** Data of JSON as a node; all of it at one place. */
function nodeOfJson(value: unknown, at: Place | undefined): TemplateNode {
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => nodeOfJson(item, at)), at };
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([name, entry]) => [name, nodeOfJson(entry, at)] as const);
    return { kind: 'map', entries: new Map(entries), at };
  }
  const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return { kind: 'scalar', value: isScalar ? value : null, at };
}

/** `aws_iam_policy_document` as the document that it makes. */
function fromDataSource(body: TemplateMap): TemplateNode | undefined {
  const imports = ['source_policy_documents', 'override_policy_documents', 'source_json', 'override_json'];
  if (imports.some((name) => body.entries.has(name))) return undefined;
  const statements = itemsOf(entryOf(body, 'statement')).map((statement): TemplateNode => {
    if (statement.kind !== 'map') return statement;
    const names = [
      ['Effect', 'effect'],
      ['Action', 'actions'],
      ['Resource', 'resources'],
    ] as const;
    const entries = names.flatMap(([name, key]) => {
      const node = entryOf(statement, key);
      return node === undefined ? [] : [[name, node] as const];
    });
    return { ...statement, entries: new Map(entries) };
  });
  return {
    kind: 'map',
    entries: new Map([['Statement', { kind: 'list', items: statements, at: body.at }]]),
    at: body.at,
  };
}
