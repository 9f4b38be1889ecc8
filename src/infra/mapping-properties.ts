/** A property of an event source mapping: what each tool calls it, and the setting that it comes from. */
export interface MappingProperty {
  /** In CloudFormation; CDK has the same names with a small letter in front. `[]` is after a list of objects. */
  readonly path: string;
  /** In SAM's events `MSK` and `SelfManagedKafka`; null where they have none. */
  readonly sam: string | null;
  /** In Terraform's `aws_lambda_event_source_mapping`; null where it has none. */
  readonly terraform: string | null;
  /** The setting of `infra` in the config. */
  readonly setting: string;
  /** The range of a number, or of the length of a list. */
  readonly range?: readonly [minimum: number, maximum: number];
}

type Row = readonly [
  path: string,
  sam: string | null,
  terraform: string | null,
  setting: string,
  range?: MappingProperty['range'],
];

/** What both kinds of clusters have in a configuration block of their own. */
const kafkaConfig = (path: string, terraform: string): readonly Row[] => [
  [`${path}.ConsumerGroupId`, 'ConsumerGroupId', `${terraform}.consumer_group_id`, 'consumerGroup'],
  ...(
    [
      ['SchemaRegistryURI', 'schema_registry_uri'],
      ['EventRecordFormat', 'event_record_format'],
      ['AccessConfigs[].Type', 'access_config[].type'],
      ['AccessConfigs[].URI', 'access_config[].uri'],
      ['SchemaValidationConfigs[].Attribute', 'schema_validation_config[].attribute'],
    ] as const
  ).map(([name, terraformName]): Row => [
    `${path}.SchemaRegistryConfig.${name}`,
    `SchemaRegistryConfig.${name}`,
    `${terraform}.schema_registry_config.${terraformName}`,
    'registry',
  ]),
];

const same = (path: string, terraform: string, setting: string, range?: Row[4]): Row =>
  range === undefined ? [path, path, terraform, setting] : [path, path, terraform, setting, range];

const rows: readonly Row[] = [
  ['FunctionName', null, 'function_name', 'function'],
  ['EventSourceArn', 'Stream', 'event_source_arn', 'cluster'],
  [
    'SelfManagedEventSource.Endpoints.KafkaBootstrapServers',
    'KafkaBootstrapServers',
    'self_managed_event_source.endpoints.KAFKA_BOOTSTRAP_SERVERS',
    'cluster',
    [1, 10],
  ],
  same('Topics', 'topics', '', [1, 1]),
  same('StartingPosition', 'starting_position', 'startingPosition'),
  same('StartingPositionTimestamp', 'starting_position_timestamp', 'startingTimestamp'),
  ...kafkaConfig('AmazonManagedKafkaEventSourceConfig', 'amazon_managed_kafka_event_source_config'),
  ...kafkaConfig('SelfManagedKafkaEventSourceConfig', 'self_managed_kafka_event_source_config'),
  ['SelfManagedKafkaEventSourceConfig.ConsumptionMode', null, null, 'consumption'],
  same('BatchSize', 'batch_size', 'batchSize', [1, 10_000]),
  same('MaximumBatchingWindowInSeconds', 'maximum_batching_window_in_seconds', 'batchWindow', [0, 300]),
  same('Enabled', 'enabled', 'enabled'),
  same('ProvisionedPollerConfig.MinimumPollers', 'provisioned_poller_config.minimum_pollers', 'pollers', [1, 200]),
  same('ProvisionedPollerConfig.MaximumPollers', 'provisioned_poller_config.maximum_pollers', 'pollers', [1, 2_000]),
  same('ProvisionedPollerConfig.PollerGroupName', 'provisioned_poller_config.poller_group_name', 'pollers'),
  same('MaximumRetryAttempts', 'maximum_retry_attempts', 'retryAttempts', [-1, 10_000]),
  same('MaximumRecordAgeInSeconds', 'maximum_record_age_in_seconds', 'recordAge', [-1, 604_800]),
  same('BisectBatchOnFunctionError', 'bisect_batch_on_function_error', 'bisect'),
  same('FunctionResponseTypes', 'function_response_types', ''),
  same('DestinationConfig.OnFailure.Destination', 'destination_config.on_failure.destination_arn', 'destination'),
  same('FilterCriteria.Filters[].Pattern', 'filter_criteria.filter[].pattern', 'filters'),
  same('KmsKeyArn', 'kms_key_arn', 'filterKey'),
  same('MetricsConfig.Metrics', 'metrics_config.metrics', 'metrics'),
  ['LoggingConfig.SystemLogLevel', 'LoggingConfig.SystemLogLevel', null, 'logLevel'],
  same('SourceAccessConfigurations[].Type', 'source_access_configuration[].type', 'authentication'),
  same('SourceAccessConfigurations[].URI', 'source_access_configuration[].uri', 'authentication'),
  ['ParallelizationFactor', null, 'parallelization_factor', ''],
  ['TumblingWindowInSeconds', null, 'tumbling_window_in_seconds', ''],
];

/** The properties of a Kafka event source mapping, in the order in which they are printed. */
export const mappingProperties: readonly MappingProperty[] = rows.map(([path, sam, terraform, setting, range]) => ({
  path,
  sam,
  terraform,
  setting,
  ...(range === undefined ? {} : { range }),
}));
