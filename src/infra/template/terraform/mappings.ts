import { canonical } from '../canonical.js';
import { readsKafka, type MappingView } from '../mapping-view.js';
import { entryOf, textOf, type TemplateMap, type TemplateNode } from '../node.js';
import { isKafkaPipe, pipeProperties } from '../pipe-properties.js';
import type { TemplateMapping } from '../template-view.js';
import { pascalNames } from './pascal-names.js';
import { resourceAt, withoutKey, type TerraformResource, type TerraformScope } from './resource.js';
import { resolve, roleOf } from './role.js';
import { instancesOf, substitute } from './substitute.js';

/** The Kafka mappings and pipes among the resources. */
export function terraformMappings(resources: readonly TerraformResource[]): readonly TemplateMapping[] {
  const scope = scopeOf(resources);
  return scope.all.flatMap((resource): readonly TemplateMapping[] => {
    const view = viewOf(withTopic(resource, scope));
    if (view === undefined) return [];
    const source = entryOf(view.properties, view.shape === 'pipe' ? 'Target' : 'FunctionName');
    const target = resolve(source, scope);
    const lambda = target?.type === 'aws_lambda_function' ? target.body : undefined;
    const withFunction: MappingView = {
      ...view,
      function:
        lambda === undefined
          ? undefined
          : { at: target?.at, timeout: entryOf(lambda, 'timeout'), memory: entryOf(lambda, 'memory_size') },
    };
    if (view.shape === 'pipe')
      return [{ view: withFunction, role: roleOf(entryOf(view.properties, 'RoleArn'), scope) }];
    const role = lambda === undefined ? 'the function is not in the template' : roleOf(entryOf(lambda, 'role'), scope);
    return [{ view: withFunction, role }];
  });
}

function scopeOf(resources: readonly TerraformResource[]): TerraformScope {
  const all = resources.flatMap(instances);
  const byAddress = new Map([...resources, ...all].map((resource) => [resource.address, resource]));
  // A plan has instances only: without a key, an address leads to one that is alone.
  const counts = new Map<string, number>();
  for (const { address } of resources) counts.set(withoutKey(address), (counts.get(withoutKey(address)) ?? 0) + 1);
  for (const resource of resources) {
    const base = withoutKey(resource.address);
    if (counts.get(base) === 1) byAddress.set(base, resource);
  }
  return { all, byAddress };
}

/** The instances of a resource, where they are known. */
function instances(resource: TerraformResource): readonly TerraformResource[] {
  return (
    instancesOf(resource.body)?.flatMap(({ key, lookup }) => {
      const body = substitute(resource.body, lookup);
      return body.kind === 'map' ? [{ ...resource, address: `${resource.address}${key}`, body }] : [];
    }) ?? [resource]
  );
}

/** A topic that is the name of a resource of a Kafka provider is what that resource is called. */
function withTopic(resource: TerraformResource, scope: TerraformScope): TerraformResource {
  const topics = entryOf(resource.body, 'topics');
  if (topics?.kind !== 'list') return resource;
  const items = topics.items.map((item): TemplateNode => {
    const target = item.kind === 'reference' ? resourceAt(item.resource, scope) : undefined;
    if (item.kind !== 'reference' || target?.type.endsWith('_topic') !== true) return item;
    const name = entryOf(target.body, item.attribute ?? 'name') ?? entryOf(target.body, 'name');
    return name === undefined ? item : { ...name, at: item.at };
  });
  return {
    ...resource,
    body: { ...resource.body, entries: new Map([...resource.body.entries, ['topics', { ...topics, items }]]) },
  };
}

function viewOf({ type, body, address, at }: TerraformResource): MappingView | undefined {
  const common = { name: address, at, function: undefined };
  switch (type) {
    case 'aws_lambda_event_source_mapping': {
      const properties = withServers(canonical(body, 'terraform'));
      return readsKafka(properties) ? { ...common, shape: 'mapping', properties } : undefined;
    }
    case 'awscc_lambda_event_source_mapping': {
      const properties = pascalNames(body);
      return readsKafka(properties) ? { ...common, shape: 'mapping', properties } : undefined;
    }
    case 'aws_pipes_pipe': {
      const properties = pascalNames(body);
      return isKafkaPipe(properties) ? { ...common, shape: 'pipe', properties: pipeProperties(properties) } : undefined;
    }
    default:
      return undefined;
  }
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
