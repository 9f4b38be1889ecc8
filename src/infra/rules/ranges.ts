import { mappingProperties } from '../mapping-properties.js';
import { accessOf, consumerGroupPath, kafkaConfigPath, valueOf, type MappingView } from '../template/mapping-view.js';
import { entryOf, isUnknown, itemsOf, numberOf, textOf } from '../template/node.js';
import type { MappingRule, Violation } from './rule.js';

const range = (path: string, message: string): Violation => ({ code: 'infra-range', path, message });

/** Numbers within the range of the property table, and lists of that length. */
export const numericRanges: MappingRule = (view) =>
  mappingProperties.flatMap(({ path, range: limits }): readonly Violation[] => {
    const node = limits === undefined || path.includes('[]') ? undefined : valueOf(view, path);
    if (limits === undefined || node === undefined) return [];
    const [minimum, maximum] = limits;
    if (node.kind === 'list') {
      const count = node.items.length;
      if (count >= minimum && count <= maximum) return [];
      const needed = minimum === maximum ? `exactly ${minimum}` : `${minimum} to ${maximum}`;
      return [range(path, `${path} has ${count} entries; ${needed} allowed`)];
    }
    const number = numberOf(node);
    if (number === undefined || (Number.isInteger(number) && number >= minimum && number <= maximum)) return [];
    const shown = maximum.toLocaleString('en-US');
    return [range(path, `${path} is ${number}; a whole number from ${minimum} to ${shown} is allowed`)];
  });

/** 1 to 59 seconds are in the range of the property, but the service refuses them, as it does 0. */
export const recordAge: MappingRule = (view) => {
  const path = 'MaximumRecordAgeInSeconds';
  const age = numberOf(valueOf(view, path));
  if (age === undefined || age < 0 || age >= 60) return [];
  return [range(path, `${path} is ${age}; at least 60 seconds, or -1 for no limit, is allowed`)];
};

interface TextRule {
  readonly path: (view: MappingView) => string;
  readonly pattern: RegExp;
  readonly expected: string;
}

const texts: readonly TextRule[] = [
  {
    path: () => 'ProvisionedPollerConfig.PollerGroupName',
    pattern: /^[a-zA-Z0-9_-]{0,128}$/,
    expected: 'at most 128 letters, digits, "-" and "_" are allowed',
  },
  {
    path: consumerGroupPath,
    pattern: /^[a-zA-Z0-9\-/*:_+=.@]{1,200}$/,
    expected: '1 to 200 letters, digits and -/*:_+=.@ are allowed',
  },
  {
    path: () => 'Topics',
    pattern: /^[^.][a-zA-Z0-9\-_.]{1,248}$/,
    expected: 'a name of 2 to 249 characters that does not begin with "." is allowed',
  },
];

/** Names that the service takes. */
export const names: MappingRule = (view) =>
  texts.flatMap(({ path: pathIn, pattern, expected }) => {
    const path = pathIn(view);
    const text = textOf(itemsOf(valueOf(view, path))[0]);
    if (text === undefined || pattern.test(text)) return [];
    return [range(path, `${path.split('.').at(-1) ?? path} is ${JSON.stringify(text)}; ${expected}`)];
  });

/** Brokers with a port. */
export const brokers: MappingRule = (view) => {
  const path = 'SelfManagedEventSource.Endpoints.KafkaBootstrapServers';
  return itemsOf(valueOf(view, path)).flatMap((node): readonly Violation[] => {
    const server = textOf(node);
    if (server === undefined || /^[^:\s]+:\d{1,5}$/.test(server)) return [];
    return [{ ...range(path, `the broker ${JSON.stringify(server)} is not host:port`), at: node.at }];
  });
};

/** How many entries of access the service takes: of the cluster, of its network in a pipe, and of the registry. */
export const accessEntries: MappingRule = (view) => {
  const path = 'SourceAccessConfigurations';
  const entries = accessOf(view);
  const ofType = (type: string): number => entries.filter((entry) => textOf(entryOf(entry, 'Type')) === type).length;
  const registry = `${kafkaConfigPath(view)}.SchemaRegistryConfig.AccessConfigs`;
  const limits = [
    ...(view.shape === 'pipe'
      ? [
          { path, what: 'Vpc.Subnets', count: ofType('VPC_SUBNET'), most: 16 },
          { path, what: 'Vpc.SecurityGroup', count: ofType('VPC_SECURITY_GROUP'), most: 5 },
        ]
      : [{ path, what: path, count: entries.length, most: 22 }]),
    { path: registry, what: 'AccessConfigs', count: itemsOf(valueOf(view, registry)).length, most: 2 },
  ];
  return limits
    .filter(({ count, most }) => count > most)
    .map(({ path: at, what, count, most }) => range(at, `${what} has ${count} entries; 1 to ${most} allowed`));
};

/** Pollers: the order of the two numbers, and no more than partitions. */
export const pollers: MappingRule = (view, { partitions }) => {
  const path = 'ProvisionedPollerConfig';
  const minimum = numberOf(valueOf(view, `${path}.MinimumPollers`));
  const maximum = numberOf(valueOf(view, `${path}.MaximumPollers`));
  const found = (message: string, severity?: 'warning'): Violation => ({
    code: 'infra-pollers',
    path,
    message,
    ...(severity === undefined ? {} : { severity }),
  });
  return [
    ...(minimum !== undefined && maximum !== undefined && minimum > maximum
      ? [found(`the minimum of ${minimum} pollers is more than the maximum of ${maximum}`)]
      : []),
    ...(minimum !== undefined && partitions !== undefined && minimum > partitions
      ? [found(`the minimum of ${minimum} pollers is more than the ${partitions} partitions of the topic`, 'warning')]
      : []),
  ];
};

/** The time-out of the function: at most 14 minutes. */
export const functionTimeout: MappingRule = ({ function: lambda }) => {
  if (lambda === undefined || isUnknown(lambda.timeout)) return [];
  const seconds = lambda.timeout === undefined ? 3 : numberOf(lambda.timeout);
  const path = 'function.timeout';
  if (seconds === undefined) return [];
  if (seconds > 840)
    return [{ code: 'infra-timeout', path, message: `the time-out of ${seconds} s is more than the 840 s allowed` }];
  if (seconds > 3) return [];
  const message =
    lambda.timeout === undefined
      ? 'the function has no time-out, so that the default of 3 s applies'
      : `the time-out of ${seconds} s is short for a batch`;
  return [{ code: 'infra-timeout', path, message, severity: 'warning' }];
};
