import { EC2_ACTIONS, LOG_ACTIONS } from '../needs/need.js';
import { entryOf, itemsOf, textOf, type Place, type TemplateNode } from './node.js';

/** A statement that allows something. */
export interface Grant {
  /** Patterns of actions. */
  readonly actions: readonly string[];
  /** Patterns of resources; undefined for those that are not known. */
  readonly resources: readonly (string | undefined)[];
}

/** What a role may do. */
export interface RoleView {
  readonly name: string;
  readonly at: Place | undefined;
  readonly grants: readonly Grant[];
  /** What keeps its permissions from being known; undefined where all of them are. */
  readonly unknown: string | undefined;
}

/** The policies of AWS that people attach to these roles. */
const MANAGED: Readonly<Record<string, readonly string[]>> = {
  AWSLambdaBasicExecutionRole: LOG_ACTIONS,
  AWSLambdaMSKExecutionRole: [
    'kafka:DescribeCluster',
    'kafka:DescribeClusterV2',
    'kafka:GetBootstrapBrokers',
    ...EC2_ACTIONS,
    ...LOG_ACTIONS,
  ],
  AWSLambdaVPCAccessExecutionRole: [
    ...LOG_ACTIONS,
    'ec2:CreateNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:DeleteNetworkInterface',
    'ec2:AssignPrivateIpAddresses',
    'ec2:UnassignPrivateIpAddresses',
  ],
  AmazonSQSFullAccess: ['sqs:*'],
  AmazonSNSFullAccess: ['sns:*'],
  AmazonS3FullAccess: ['s3:*'],
  AmazonDynamoDBFullAccess: ['dynamodb:*'],
  AmazonMSKFullAccess: ['kafka:*', 'ec2:Describe*'],
  AmazonMSKReadOnlyAccess: ['kafka:Describe*', 'kafka:List*', 'kafka:Get*', 'ec2:Describe*'],
  SecretsManagerReadWrite: ['secretsmanager:*', 'kms:DescribeKey', 'kms:ListAliases'],
  AdministratorAccess: ['*'],
};

/** What a managed policy of AWS allows, by its ARN or, in SAM, its name. Undefined for policies of others. */
export function managedGrant(policy: string): Grant | undefined {
  const name = /^(?:arn:[^:]*:iam::aws:policy\/(?:[\w-]+\/)*)?(\w+)$/.exec(policy)?.[1];
  const actions = name === undefined ? undefined : MANAGED[name];
  return actions === undefined ? undefined : { actions, resources: ['*'] };
}

/** The grants of a policy document. Undefined where it cannot be known. */
export function documentGrants(document: TemplateNode | undefined): readonly Grant[] | undefined {
  if (document?.kind === 'scalar' && typeof document.value === 'string') return undefined;
  if (document?.kind !== 'map') return undefined;
  const statements = entryOf(document, 'Statement');
  if (statements === undefined) return [];
  const grants: Grant[] = [];
  for (const statement of itemsOf(statements)) {
    if (statement.kind !== 'map') return undefined;
    const effect = textOf(entryOf(statement, 'Effect'));
    if (effect === 'Deny') continue;
    const actions = entryOf(statement, 'Action');
    // What is allowed by exclusion, or by a value that is not known, may be anything.
    const names = actions === undefined ? ['*'] : itemsOf(actions).map((item) => textOf(item) ?? '*');
    const resources = entryOf(statement, 'Resource');
    grants.push({
      actions: names,
      resources: resources === undefined ? [undefined] : itemsOf(resources).map(patternOf),
    });
  }
  return grants;
}

/** A text as a pattern: what is not known in it may be anything. */
export function patternOf(node: TemplateNode): string | undefined {
  if (node.kind === 'text')
    return node.parts.map((part) => (typeof part === 'string' ? part : (patternOf(part) ?? '*'))).join('');
  return textOf(node);
}

/** Whether some text matches both patterns, in which `*` is any text and `?` any character. */
export function overlap(left: string, right: string): boolean {
  // Whether the rest of the left pattern and that of the right one overlap, for each position of the right one.
  let row = Array.from({ length: right.length + 1 }, (_, at) => /^\**$/.test(right.slice(at)));
  for (let i = left.length - 1; i >= 0; i--) {
    const next: boolean[] = [];
    next[right.length] = left[i] === '*' && row[right.length] === true;
    for (let j = right.length - 1; j >= 0; j--) {
      const [one, other] = [left[i], right[j]];
      if (one === '*' || other === '*') next[j] = row[j] === true || next[j + 1] === true;
      else next[j] = (one === other || one === '?' || other === '?') && row[j + 1] === true;
    }
    row = next;
  }
  return row[0] === true;
}
