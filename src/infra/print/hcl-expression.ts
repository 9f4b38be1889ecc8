import type { Resource, Stack } from '../stack.js';
import { isExpression, isList, isMap, type Expression, type Value } from '../value.js';
import { expression, quoted, type HclValue } from './hcl.js';
import { snakeCase, terraformNames } from './terraform-names.js';

/** What expressions refer to. */
export interface HclNames {
  readonly stack: Stack;
  /** The data sources that they use: filled while they are printed. */
  readonly data: Set<'aws_caller_identity' | 'aws_partition' | 'aws_region'>;
}

/** A value as an expression of HCL. */
export function hclExpression(value: Value, names: HclNames): HclValue {
  if (typeof value === 'string') return expression(quoted(value));
  if (typeof value !== 'object' || value === null) return expression(String(value));
  if (isList(value)) return { kind: 'list', items: value.map((item) => hclExpression(item, names)) };
  if (!isExpression(value)) {
    const entries = Object.entries(value).map(([key, entry]) => [key, hclExpression(entry, names)] as const);
    return { kind: 'object', entries };
  }
  if (value.$ === 'json') return { kind: 'call', name: 'jsonencode', argument: hclExpression(value.value, names) };
  return expression(reference(value, names));
}

function reference(value: Exclude<Expression, { $: 'json' }>, names: HclNames): string {
  switch (value.$) {
    case 'parameter':
      return `var.${snakeCase(value.name)}`;
    case 'pseudo':
      return pseudoReference(value.name, names);
    case 'attribute':
      return attributeReference(value.resource, value.name, names.stack);
    case 'replaced':
      return `replace(${inner(value.in, names)}, ${quoted(value.from)}, ${quoted(value.to)})`;
    case 'text':
      return `"${value.parts.map((part) => textPart(part, names)).join('')}"`;
  }
}

function textPart(part: Value, names: HclNames): string {
  return typeof part === 'object' ? `\${${inner(part, names)}}` : quoted(String(part)).slice(1, -1);
}

function inner(value: Value, names: HclNames): string {
  const { kind, ...rest } = hclExpression(value, names);
  return kind === 'expression' && 'text' in rest ? rest.text : '""';
}

const PSEUDO = {
  AccountId: ['aws_caller_identity', 'account_id'],
  Partition: ['aws_partition', 'partition'],
  Region: ['aws_region', 'region'],
} as const;

function pseudoReference(name: keyof typeof PSEUDO, { data }: HclNames): string {
  const [source, attribute] = PSEUDO[name];
  data.add(source);
  return `data.${source}.current.${attribute}`;
}

function attributeReference(id: string, attribute: 'Arn' | 'Ref', { resources }: Stack): string {
  const resource = resources.find((one) => one.id === id);
  if (resource === undefined) return '""';
  const { type, attributes } = terraformNames[resource.type];
  return isCloudControl(resource)
    ? `awscc_lambda_event_source_mapping.${resourceName(id)}.event_source_mapping_id`
    : `${type}.${resourceName(id)}.${attributes[attribute]}`;
}

/** Whether a mapping has what the AWS provider lacks, so that the Cloud Control provider, CloudFormation's mirror, makes it. */
export function isCloudControl({ type, properties }: Resource): boolean {
  if (type !== 'AWS::Lambda::EventSourceMapping') return false;
  const {
    LoggingConfig: logging,
    SelfManagedKafkaEventSourceConfig: config = {},
    SourceAccessConfigurations: access = [],
  } = properties;
  const isQueue = isMap(config) && 'ConsumptionMode' in config;
  // The AWS provider demands the URI that some types of access do not have.
  const lacksUri = isList(access) && access.some((entry) => isMap(entry) && !('URI' in entry));
  return logging !== undefined || isQueue || lacksUri;
}

/** `OrdersLagAlarm` → `orders_lag`: the type of a resource is not part of its name. */
export function resourceName(id: string): string {
  return snakeCase(id.replace(/(?:Role|Function|Mapping|Pipe|Alarm)$/, ''));
}
