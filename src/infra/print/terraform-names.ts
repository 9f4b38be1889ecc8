import type { ResourceType } from '../stack.js';

/** How Terraform's AWS provider writes a resource. */
interface TerraformNames {
  readonly type: string;
  /** The attribute that a reference to the resource, or to its ARN, reads. */
  readonly attributes: { readonly Ref: string; readonly Arn: string };
  /** Properties that are blocks; all others are arguments. `[]` is after one that repeats. */
  readonly blocks: readonly string[];
  /** Names that are not CloudFormation's in snake case; with the block that they are in, where that decides. */
  readonly renamed: Readonly<Record<string, string>>;
}

/** The resources of the stack in the provider; names by its documentation, version 6.66. */
export const terraformNames: Readonly<Record<ResourceType, TerraformNames>> = {
  'AWS::IAM::Role': {
    type: 'aws_iam_role',
    attributes: { Ref: 'name', Arn: 'arn' },
    blocks: [],
    renamed: { AssumeRolePolicyDocument: 'assume_role_policy' },
  },
  'AWS::Lambda::Function': {
    type: 'aws_lambda_function',
    attributes: { Ref: 'function_name', Arn: 'arn' },
    blocks: ['Environment', 'VpcConfig'],
    renamed: { ReservedConcurrentExecutions: 'reserved_concurrent_executions' },
  },
  'AWS::Lambda::EventSourceMapping': {
    type: 'aws_lambda_event_source_mapping',
    attributes: { Ref: 'uuid', Arn: 'arn' },
    blocks: [],
    renamed: {},
  },
  'AWS::Pipes::Pipe': {
    type: 'aws_pipes_pipe',
    attributes: { Ref: 'id', Arn: 'arn' },
    blocks: [
      'SourceParameters',
      'FilterCriteria',
      'Filters',
      'ManagedStreamingKafkaParameters',
      'SelfManagedKafkaParameters',
      'Credentials',
      'Vpc',
    ],
    renamed: {
      Filters: 'filter',
      ConsumerGroupID: 'consumer_group_id',
      SaslScram512Auth: 'sasl_scram_512_auth',
      SaslScram256Auth: 'sasl_scram_256_auth',
      SecurityGroup: 'security_groups',
      ServerRootCaCertificate: 'server_root_ca_certificate',
    },
  },
  'AWS::CloudWatch::Alarm': {
    type: 'aws_cloudwatch_metric_alarm',
    attributes: { Ref: 'alarm_name', Arn: 'arn' },
    blocks: [],
    renamed: {},
  },
  'AWS::DynamoDB::Table': {
    type: 'aws_dynamodb_table',
    attributes: { Ref: 'name', Arn: 'arn' },
    blocks: ['AttributeDefinitions', 'TimeToLiveSpecification'],
    renamed: {
      AttributeDefinitions: 'attribute',
      'AttributeDefinitions.AttributeName': 'name',
      'AttributeDefinitions.AttributeType': 'type',
      TimeToLiveSpecification: 'ttl',
    },
  },
};

/** The blocks of a mapping, under their names in Terraform. */
export const mappingBlocks: ReadonlySet<string> = new Set([
  'self_managed_event_source',
  'amazon_managed_kafka_event_source_config',
  'self_managed_kafka_event_source_config',
  'schema_registry_config',
  'access_config',
  'schema_validation_config',
  'provisioned_poller_config',
  'destination_config',
  'on_failure',
  'filter_criteria',
  'filter',
  'metrics_config',
  'source_access_configuration',
]);

/** `MaximumBatchingWindowInSeconds` → `maximum_batching_window_in_seconds`, `SchemaRegistryURI` → `schema_registry_uri`. */
export function snakeCase(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}
