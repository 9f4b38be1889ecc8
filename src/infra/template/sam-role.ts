import { collectGrants } from './collect-grants.js';
import { accessOf, registryOf, valueOf, type MappingView } from './mapping-view.js';
import { entryOf, itemsOf, textOf, type TemplateNode } from './node.js';
import { managedGrant, patternOf, type Grant, type RoleView } from './role-view.js';
import type { CloudFormationScope, TemplateResource } from './template-resource.js';

/** What SAM's policy templates allow that a Kafka consumer may need; their resources are their arguments. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  AWSSecretsManagerGetSecretValuePolicy: ['secretsmanager:GetSecretValue'],
  KMSDecryptPolicy: ['kms:Decrypt'],
  SQSSendMessagePolicy: ['sqs:SendMessage*'],
  SNSPublishMessagePolicy: ['sns:Publish'],
  S3WritePolicy: ['s3:PutObject', 's3:PutObjectAcl', 's3:PutLifecycleConfiguration'],
  S3CrudPolicy: ['s3:*'],
  DynamoDBCrudPolicy: ['dynamodb:*Item', 'dynamodb:Query', 'dynamodb:Scan'],
  DynamoDBWritePolicy: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:BatchWriteItem'],
  VPCAccessPolicy: [
    'ec2:CreateNetworkInterface',
    'ec2:DeleteNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DetachNetworkInterface',
  ],
};

/** An event of SAM: its mapping, and its properties as they are written. */
export interface SamEvent {
  readonly view: MappingView;
  readonly properties: TemplateNode;
}

interface SamScope {
  readonly scope: CloudFormationScope;
  readonly event: SamEvent | undefined;
  /** The policies that are attached to the role from outside. */
  readonly documents: readonly (TemplateNode | undefined)[];
  readonly open: readonly string[];
}

/** The role that SAM makes for a function without one: its policies, and what SAM adds for its events and connectors. */
export function samRole(resource: TemplateResource, { scope, event, documents: attached, open }: SamScope): RoleView {
  const { properties } = resource;
  const policies = [...itemsOf(entryOf(scope.globals, 'Policies')), ...itemsOf(entryOf(properties, 'Policies'))];
  const documents = policies.filter((policy) => entryOf(policy, 'Statement') !== undefined);
  const templates = policies.filter((policy) => policy.kind === 'map' && !documents.includes(policy));
  const role = collectGrants(
    {
      name: `the role of ${resource.id}`,
      at: resource.node.at,
      documents: [...documents, ...attached],
      open,
      managed: policies.filter(({ kind }) => kind !== 'map'),
    },
    scope,
  );
  const [known, other] = partition(templates.map((policy) => templateGrant(policy)));
  return {
    ...role,
    grants: [
      ...role.grants,
      ...known,
      ...eventGrants(event),
      ...vpcGrants(properties),
      ...connectorGrants(resource, scope),
    ],
    unknown: role.unknown ?? (other ? 'a policy template that is not known' : undefined),
  };
}

function partition(grants: readonly (Grant | undefined)[]): readonly [known: readonly Grant[], other: boolean] {
  return [grants.flatMap((grant) => grant ?? []), grants.includes(undefined)];
}

function templateGrant(policy: TemplateNode): Grant | undefined {
  const [name = ''] = policy.kind === 'map' ? policy.entries.keys() : [];
  const actions = TEMPLATES[name];
  return actions === undefined ? undefined : { actions, resources: [undefined] };
}

/** What SAM grants for an event, as its translator does. */
function eventGrants(event: SamEvent | undefined): readonly Grant[] {
  if (event === undefined) {
    const logs = managedGrant('AWSLambdaBasicExecutionRole');
    return logs === undefined ? [] : [logs];
  }
  const { view, properties } = event;
  const isManaged = valueOf(view, 'EventSourceArn') !== undefined;
  const basic = managedGrant(isManaged ? 'AWSLambdaMSKExecutionRole' : 'AWSLambdaBasicExecutionRole');
  const entries = accessOf(view);
  const hasVpc = entries.some((entry) => textOf(entryOf(entry, 'Type')) === 'VPC_SUBNET');
  const secrets = entries.filter((entry) => isGranted(textOf(entryOf(entry, 'Type')) ?? '', isManaged));
  const registry = entryOf(registryOf(view), 'SchemaRegistryURI');
  const glue = textOf(registry);
  return [
    ...(basic === undefined ? [] : [basic]),
    ...(hasVpc && !isManaged ? [{ actions: ['ec2:*'], resources: ['*'] }] : []),
    ...secrets.map((entry) => ({
      actions: ['secretsmanager:GetSecretValue'],
      resources: [resourceOf(entryOf(entry, 'URI'))],
    })),
    // Only for an ARN that is written out; and not on the schemas.
    ...(glue?.includes(':glue:') === true
      ? [{ actions: ['glue:GetRegistry', 'glue:GetSchemaVersion'], resources: [glue] }]
      : []),
    ...destinationGrants(properties),
  ];
}

/** The secrets that SAM lets the role read: not those of SCRAM on MSK, and not the certificate of the brokers. */
function isGranted(type: string, isManaged: boolean): boolean {
  if (type === 'CLIENT_CERTIFICATE_TLS_AUTH') return true;
  return !isManaged && ['SASL_SCRAM_512_AUTH', 'SASL_SCRAM_256_AUTH', 'BASIC_AUTH'].includes(type);
}

/** SAM grants the destination only where its type is given. */
function destinationGrants(properties: TemplateNode): readonly Grant[] {
  const onFailure = entryOf(properties, 'DestinationConfig', 'OnFailure');
  const resources = [resourceOf(entryOf(onFailure, 'Destination'))];
  switch (textOf(entryOf(onFailure, 'Type'))) {
    case 'SQS':
      return [{ actions: ['sqs:SendMessage'], resources }];
    case 'SNS':
      return [{ actions: ['sns:Publish'], resources }];
    case 'S3':
      return [{ actions: ['s3:PutObject', 's3:ListBucket'], resources: [undefined] }];
    default:
      return [];
  }
}

/** Connectors grant access to the services that they lead to, never to Kafka. */
function connectorGrants({ id, node }: TemplateResource, { resources }: CloudFormationScope): readonly Grant[] {
  const isConnected =
    entryOf(node, 'Connectors') !== undefined ||
    [...resources.values()].some(
      ({ type, properties }) =>
        type === 'AWS::Serverless::Connector' && textOf(entryOf(properties, 'Source', 'Id')) === id,
    );
  return isConnected ? [{ actions: ['dynamodb:*', 's3:*', 'sns:*', 'sqs:*'], resources: [undefined] }] : [];
}

function resourceOf(node: TemplateNode | undefined): string | undefined {
  return node === undefined ? undefined : patternOf(node);
}

function vpcGrants(properties: TemplateNode): readonly Grant[] {
  const policy =
    entryOf(properties, 'VpcConfig') === undefined ? undefined : managedGrant('AWSLambdaVPCAccessExecutionRole');
  return policy === undefined ? [] : [policy];
}
