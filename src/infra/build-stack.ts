import type { Config } from '../config/config.js';
import { eventSourceMapping, metrics, present } from './event-source-mapping.js';
import type { Need } from './needs/need.js';
import { functionNeeds, pipeNeeds } from './needs/needs.js';
import { pipe } from './pipe.js';
import type { Parameter, Resource, Stack } from './stack.js';
import { topicSetup, type TopicSetup } from './topic-setup.js';
import { arnOf, expressionsIn, refTo, settingValue, type Value, type ValueMap } from './value.js';

/** The infrastructure of all topics that the config gives one, in the order of their names. */
export function buildStack(config: Pick<Config, 'topics' | 'adapters'>): Stack {
  const setups = config.topics.flatMap((topic) => topicSetup(topic, config) ?? []);
  const resources = [...setups.flatMap(topicResources), ...(setups.some(({ hasTable }) => hasTable) ? [table()] : [])];
  const used = resources.flatMap(({ properties }) => expressionsIn(properties));
  const names = new Set(used.flatMap((one) => (one.$ === 'parameter' ? [one.name] : [])));
  return { parameters: [...names].sort().map(describeParameter), resources };
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  ClusterArn: 'The ARN of the MSK cluster.',
  CodeBucket: 'The S3 bucket of the deployment package.',
  CodeKey: 'The S3 key of the deployment package.',
};

function describeParameter(name: string): Parameter {
  return { name, description: DESCRIPTIONS[name] ?? `The value of ${name} in the config.` };
}

function topicResources(setup: TopicSetup): readonly Resource[] {
  const { id, settings } = setup;
  const isPipe = settings.shape === 'pipe';
  return [
    role(`${id}Role`, 'lambda.amazonaws.com', functionNeeds(setup)),
    {
      id: `${id}Function`,
      type: 'AWS::Lambda::Function',
      properties: lambdaFunction(setup),
      // In a network, the service checks the permissions when it creates the function, and needs them to remove it.
      ...(settings.function?.vpc === undefined ? {} : { dependsOn: [`${id}Role`] }),
    },
    ...(isPipe
      ? [
          role(`${id}PipeRole`, 'pipes.amazonaws.com', pipeNeeds(setup)),
          {
            id: `${id}Pipe`,
            type: 'AWS::Pipes::Pipe',
            properties: pipe(setup),
            dependsOn: [`${id}PipeRole`],
          } as const,
        ]
      : [
          {
            id: `${id}Mapping`,
            type: 'AWS::Lambda::EventSourceMapping',
            properties: eventSourceMapping(setup),
            // The service checks the permissions when the mapping is created. Where a role has its policies in it, the function
            // that the mapping refers to is reason enough to create it first.
            dependsOn: [`${id}Role`],
          } as const,
          ...alarms(setup),
        ]),
  ];
}

function role(id: string, service: string, needs: readonly Need[]): Resource {
  const statement = (need: Need): ValueMap =>
    present({
      Sid: need.sid,
      Effect: 'Allow',
      Action: need.actions,
      Resource: need.resources,
      Condition: need.condition,
    });
  return {
    id,
    type: 'AWS::IAM::Role',
    properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
      },
      Policies: [{ PolicyName: 'consume', PolicyDocument: { Version: '2012-10-17', Statement: needs.map(statement) } }],
    },
  };
}

function lambdaFunction({ id, folder, settings, hasTable }: TopicSetup): ValueMap {
  const { function: given = {} } = settings;
  const environment: Record<string, Value> = Object.fromEntries(
    Object.entries(given.environment ?? {}).map(([name, value]) => [name, settingValue(value)]),
  );
  if (hasTable && environment['RECORD_CLAIMS_TABLE'] === undefined)
    environment['RECORD_CLAIMS_TABLE'] = refTo('RecordClaims');
  return present({
    FunctionName: given.name === undefined ? undefined : settingValue(given.name),
    Handler: given.handler ?? `${folder}/handler.handler`,
    Runtime: given.runtime ?? 'nodejs24.x',
    Architectures: [given.architecture ?? 'arm64'],
    Timeout: given.timeout ?? 60,
    MemorySize: given.memory ?? 512,
    ReservedConcurrentExecutions: given.reservedConcurrency,
    Role: arnOf(`${id}Role`),
    Code: code(given.code),
    Environment: Object.keys(environment).length === 0 ? undefined : { Variables: environment },
    VpcConfig:
      given.vpc === undefined
        ? undefined
        : {
            SubnetIds: given.vpc.subnets.map(settingValue),
            SecurityGroupIds: given.vpc.securityGroups.map(settingValue),
          },
  });
}

type Code = NonNullable<TopicSetup['settings']['function']>['code'];

/** Where the package is. A local path is a text, which each tool packs in its own way. */
function code(given: Code): Value {
  if (typeof given === 'string') return given;
  const { bucket = '${CodeBucket}', key = '${CodeKey}' } = given ?? {};
  return { S3Bucket: settingValue(bucket), S3Key: settingValue(key) };
}

function alarms(setup: TopicSetup): readonly Resource[] {
  const { id, topic, settings } = setup;
  if (settings.alarms === false) return [];
  const { lag = 10_000, topic: target } = typeof settings.alarms === 'object' ? settings.alarms : {};
  const groups = metrics(setup);
  const alarm = (name: string, properties: ValueMap): Resource => ({
    id: `${id}${name}Alarm`,
    type: 'AWS::CloudWatch::Alarm',
    properties: present({
      AlarmDescription: undefined,
      ...properties,
      Namespace: 'AWS/Lambda',
      Period: 60,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: target === undefined ? undefined : [settingValue(target)],
    }),
  });
  const ofMapping = (metric: string, description: string): ValueMap => ({
    AlarmDescription: description,
    MetricName: metric,
    Dimensions: [{ Name: 'EventSourceMappingUUID', Value: refTo(`${id}Mapping`) }],
    Statistic: 'Sum',
    Threshold: 0,
    EvaluationPeriods: 1,
  });
  return [
    alarm('Lag', {
      AlarmDescription: `The consumer of ${topic.topic} is more than ${lag} records behind.`,
      MetricName: 'OffsetLag',
      Dimensions: [{ Name: 'FunctionName', Value: refTo(`${id}Function`) }],
      Statistic: 'Maximum',
      Threshold: lag,
      EvaluationPeriods: 5,
    }),
    ...(groups.includes('EventCount')
      ? [alarm('Dropped', ofMapping('DroppedEventCount', `Records of ${topic.topic} were dropped.`))]
      : []),
    ...(settings.destination !== undefined && groups.includes('ErrorCount')
      ? [
          alarm(
            'Destination',
            ofMapping(
              'OnFailureDestinationDeliveryErrorCount',
              `Failed records of ${topic.topic} did not reach their destination.`,
            ),
          ),
        ]
      : []),
  ];
}

/** The table that idempotency keeps its claims in: `dynamoDbStore` names its attributes. */
function table(): Resource {
  return {
    id: 'RecordClaims',
    type: 'AWS::DynamoDB::Table',
    properties: {
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    },
  };
}
