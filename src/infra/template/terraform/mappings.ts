import { canonical } from '../canonical.js';
import { readsKafka, type MappingView } from '../mapping-view.js';
import { entryOf, textOf, type TemplateMap, type TemplateNode } from '../node.js';
import { isKafkaPipe, pipeProperties } from '../pipe-properties.js';
import type { TemplateMapping } from '../template-view.js';
import { pascalNames } from './pascal-names.js';
import type { TerraformResource, TerraformScope } from './resource.js';
import { ATTACHMENTS, resolve, roleOf } from './role.js';
import { instancesOf, substitute } from './substitute.js';

/** The Kafka mappings and pipes among the resources. */
export function terraformMappings(resources: readonly TerraformResource[]): readonly TemplateMapping[] {
  const all = resources.flatMap(instances);
  const scope: TerraformScope = new Map(all.map((resource) => [resource.address, resource]));
  return all.flatMap((resource): readonly TemplateMapping[] => {
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
          : { timeout: entryOf(lambda, 'timeout'), memory: entryOf(lambda, 'memory_size') },
    };
    if (view.shape === 'pipe')
      return [{ view: withFunction, role: roleOf(entryOf(view.properties, 'RoleArn'), scope) }];
    const role = lambda === undefined ? 'the function is not in the template' : roleOf(entryOf(lambda, 'role'), scope);
    return [{ view: withFunction, role }];
  });
}

/**
 * A mapping, or a policy of a role, for each instance that is known. Other resources stay one, which references lead to: what
 * differs among their instances is unknown.
 */
function instances(resource: TerraformResource): readonly TerraformResource[] {
  const known = MAPPINGS.has(resource.type) || ATTACHMENTS.test(resource.type) ? instancesOf(resource.body) : undefined;
  return (
    known?.flatMap(({ key, lookup }) => {
      const body = substitute(resource.body, lookup);
      return body.kind === 'map' ? [{ ...resource, address: `${resource.address}${key}`, body }] : [];
    }) ?? [resource]
  );
}

const MAPPINGS: ReadonlySet<string> = new Set([
  'aws_lambda_event_source_mapping',
  'awscc_lambda_event_source_mapping',
  'aws_pipes_pipe',
]);

/** A topic that is the name of a resource of a Kafka provider is what that resource is called. */
function withTopic(resource: TerraformResource, scope: TerraformScope): TerraformResource {
  const topics = entryOf(resource.body, 'topics');
  if (topics?.kind !== 'list') return resource;
  const items = topics.items.map((item): TemplateNode => {
    const target = item.kind === 'reference' ? scope.get(item.resource) : undefined;
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
