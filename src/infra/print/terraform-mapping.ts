import { columnOf } from '../property-paths.js';
import type { Resource } from '../stack.js';
import { isList, isMap, type Value, type ValueMap } from '../value.js';
import { attribute, block, expression, type HclBlock, type HclEntry, type HclValue } from './hcl.js';
import { hclExpression, isCloudControl, resourceName, type HclNames } from './hcl-expression.js';
import { mappingBlocks, snakeCase } from './terraform-names.js';

/** The mapping; with what the AWS provider lacks, in the Cloud Control provider, which mirrors CloudFormation. */
export function mappingBlock(resource: Resource, names: HclNames): HclBlock {
  const { id, properties } = resource;
  const name = resourceName(id);
  const column = isCloudControl(resource) ? undefined : columnOf(properties, 'terraform');
  if (column === undefined) {
    const body = Object.entries(properties).map(([key, value]) =>
      attribute(snakeCase(key), snakeKeys(hclExpression(value, names))),
    );
    return block('resource', ['awscc_lambda_event_source_mapping', name], [...body, ...dependencies(resource)]);
  }
  return block(
    'resource',
    ['aws_lambda_event_source_mapping', name],
    [
      ...Object.entries(terraformValues(column)).flatMap(([key, value]) => mappingEntries(key, value, names)),
      ...dependencies(resource),
    ],
  );
}

/** The policies that have to exist before a resource. */
export function dependencies({ dependsOn = [] }: Resource): readonly HclEntry[] {
  const items = dependsOn.map((role) => expression(`aws_iam_role_policy.${resourceName(role)}`));
  return items.length === 0 ? [] : [attribute('depends_on', { kind: 'list', items })];
}

/** Two values that the provider takes in another form. */
function terraformValues(column: ValueMap): ValueMap {
  const { self_managed_event_source: source, starting_position_timestamp: timestamp, ...rest } = column;
  const endpoints = source !== undefined && isMap(source) ? source['endpoints'] : undefined;
  const servers = endpoints !== undefined && isMap(endpoints) ? endpoints['KAFKA_BOOTSTRAP_SERVERS'] : undefined;
  const joined = servers !== undefined && isList(servers) ? servers : [];
  const parts = joined.flatMap((server, index) => (index === 0 ? [server] : [',', server]));
  return {
    ...(parts.length === 0
      ? {}
      : { self_managed_event_source: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: { $: 'text', parts } } } }),
    ...rest,
    ...(typeof timestamp === 'number'
      ? { starting_position_timestamp: new Date(timestamp * 1_000).toISOString().replace('.000Z', 'Z') }
      : {}),
  };
}

function mappingEntries(name: string, value: Value, names: HclNames): readonly HclEntry[] {
  if (!mappingBlocks.has(name)) return [attribute(name, hclExpression(value, names))];
  const bodies = isList(value) ? value : [value];
  return bodies.filter(isMap).map((body) =>
    block(
      name,
      [],
      Object.entries(body).flatMap(([key, entry]) => mappingEntries(key, entry, names)),
    ),
  );
}

function snakeKeys(value: HclValue): HclValue {
  if (value.kind === 'list') return { ...value, items: value.items.map(snakeKeys) };
  if (value.kind !== 'object') return value;
  return { ...value, entries: value.entries.map(([key, entry]) => [snakeCase(key), snakeKeys(entry)]) };
}
