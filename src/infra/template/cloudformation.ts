import { canonical } from './canonical.js';
import { resolveIntrinsics, type DeclaredNames } from './intrinsics.js';
import { readsKafka, type FunctionView, type MappingView } from './mapping-view.js';
import { entryOf, itemsOf, textOf, unknownText, type TemplateMap, type TemplateNode } from './node.js';
import { isKafkaPipe, pipeProperties } from './pipe-properties.js';
import { collectGrants, isNameless } from './collect-grants.js';
import type { RoleView } from './role-view.js';
import type { CloudFormationScope, TemplateResource } from './template-resource.js';
import { samRole, type SamEvent } from './sam-role.js';
import type { TemplateMapping, TemplateView } from './template-view.js';

/** The Kafka mappings and pipes of a template for CloudFormation or SAM. Undefined where the file is none. */
export function readCloudFormation(root: TemplateNode): Omit<TemplateView, 'duplicates'> | undefined {
  const declared = entryOf(root, 'Resources');
  if (declared?.kind !== 'map') return undefined;
  const types = [...declared.entries].map(([id, node]) => [id, textOf(entryOf(node, 'Type')) ?? ''] as const);
  const names: DeclaredNames = { resources: new Map(types), defaults: parameterDefaults(root) };
  const resources = new Map(
    [...declared.entries].map(([id, node]) => [id, resourceOf(id, resolveIntrinsics(node, names))] as const),
  );
  const globals = resolveIntrinsics(entryOf(root, 'Globals', 'Function') ?? emptyMap(root), names);
  const all = [...resources.values()];
  return {
    mappings: all.flatMap((resource) => mappingsOf(resource, { resources, globals })),
    unread: all.filter(hasOthers).map(({ id, node }) => ({ name: id, at: node.at })),
  };
}

function parameterDefaults(root: TemplateNode): ReadonlyMap<string, string> {
  const parameters = entryOf(root, 'Parameters');
  if (parameters?.kind !== 'map') return new Map();
  const defaults = [...parameters.entries].map(([name, node]) => [name, textOf(entryOf(node, 'Default'))] as const);
  return new Map(defaults.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

/** Whether a resource can have mappings in it: a nested stack, a loop or a macro. */
function hasOthers({ id, type }: TemplateResource): boolean {
  return /^AWS::(?:CloudFormation::Stack(?:Set)?|Serverless::Application)$/.test(type) || id.startsWith('Fn::');
}

function resourceOf(id: string, node: TemplateNode): TemplateResource {
  const properties = entryOf(node, 'Properties');
  return {
    id,
    type: textOf(entryOf(node, 'Type')) ?? '',
    properties: properties?.kind === 'map' ? properties : emptyMap(node),
    node,
  };
}

function emptyMap({ at }: TemplateNode): TemplateMap {
  return { kind: 'map', entries: new Map(), at };
}

function mappingsOf(resource: TemplateResource, scope: CloudFormationScope): readonly TemplateMapping[] {
  switch (resource.type) {
    case 'AWS::Lambda::EventSourceMapping':
      return readsKafka(resource.properties) ? [plainMapping(resource, scope)] : [];
    case 'AWS::Serverless::Function':
      return events(resource, scope);
    case 'AWS::Pipes::Pipe':
      return isKafkaPipe(resource.properties) ? [pipeMapping(resource, scope)] : [];
    default:
      return [];
  }
}

function plainMapping({ id, properties, node }: TemplateResource, scope: CloudFormationScope): TemplateMapping {
  const target = functionResource(entryOf(properties, 'FunctionName'), scope);
  const view: MappingView = {
    shape: 'mapping',
    name: id,
    properties,
    at: node.at,
    function: target === undefined ? undefined : functionView(target, scope),
  };
  return { view, role: target === undefined ? 'the function is not in the template' : roleOf(target, scope) };
}

function events(resource: TemplateResource, scope: CloudFormationScope): readonly TemplateMapping[] {
  const declared = entryOf(resource.properties, 'Events');
  if (declared?.kind !== 'map') return [];
  return [...declared.entries].flatMap(([name, event]): readonly TemplateMapping[] => {
    const type = textOf(entryOf(event, 'Type'));
    const properties = entryOf(event, 'Properties');
    if ((type !== 'MSK' && type !== 'SelfManagedKafka') || properties?.kind !== 'map') return [];
    const other = type === 'MSK' ? 'SelfManaged' : 'AmazonManaged';
    const view: MappingView = {
      shape: 'mapping',
      name: `${resource.id}.${name}`,
      properties: canonical(properties, 'sam', ({ path }) => !path.startsWith(other)),
      at: event.at,
      function: functionView(resource, scope),
    };
    return [{ view, role: roleOf(resource, scope, { view, properties }) }];
  });
}

function pipeMapping({ id, properties, node }: TemplateResource, scope: CloudFormationScope): TemplateMapping {
  const target = functionResource(entryOf(properties, 'Target'), scope);
  const view: MappingView = {
    shape: 'pipe',
    name: id,
    properties: pipeProperties(properties),
    at: node.at,
    function: target === undefined ? undefined : functionView(target, scope),
  };
  return { view, role: namedRole(entryOf(properties, 'RoleArn'), scope) };
}

/** The function that a reference leads to, through an alias or version too. */
function functionResource(
  node: TemplateNode | undefined,
  { resources }: CloudFormationScope,
): TemplateResource | undefined {
  const resource = node?.kind === 'reference' ? resources.get(node.resource) : undefined;
  if (resource?.type === 'AWS::Lambda::Alias' || resource?.type === 'AWS::Lambda::Version') {
    const target = entryOf(resource.properties, 'FunctionName');
    return target?.kind === 'reference' ? resources.get(target.resource) : undefined;
  }
  return resource !== undefined && /^AWS::(?:Lambda|Serverless)::Function$/.test(resource.type) ? resource : undefined;
}

function functionView({ type, properties }: TemplateResource, { globals }: CloudFormationScope): FunctionView {
  const setting = (name: string): TemplateNode | undefined =>
    entryOf(properties, name) ?? (type === 'AWS::Serverless::Function' ? entryOf(globals, name) : undefined);
  return { timeout: setting('Timeout'), memory: setting('MemorySize') };
}

/** `event`: that of SAM, for which it adds permissions to a role of its own. */
function roleOf(resource: TemplateResource, scope: CloudFormationScope, event?: SamEvent): RoleView | string {
  const isServerless = resource.type === 'AWS::Serverless::Function';
  const role = entryOf(resource.properties, 'Role') ?? (isServerless ? entryOf(scope.globals, 'Role') : undefined);
  return role === undefined && isServerless ? samRole(resource, scope, event) : namedRole(role, scope);
}

function namedRole(node: TemplateNode | undefined, scope: CloudFormationScope): RoleView | string {
  const resource = node?.kind === 'reference' ? scope.resources.get(node.resource) : undefined;
  if (resource?.type !== 'AWS::IAM::Role')
    return node === undefined ? 'it has no role' : `the role ${unknownText(node)} is not in the template`;
  const { properties } = resource;
  const inline = itemsOf(entryOf(properties, 'Policies')).map((policy) => entryOf(policy, 'PolicyDocument'));
  const policies = [...scope.resources.values()].filter(({ type }) => ATTACHED.test(type));
  const attached = policies.filter((policy) => isAttached(policy, resource));
  const open = policies.filter((policy) => rolesOf(policy).some(isNameless));
  const documents = [...inline, ...attached.map((policy) => entryOf(policy.properties, 'PolicyDocument'))];
  const managed = itemsOf(entryOf(properties, 'ManagedPolicyArns')).filter(
    (arn) => !(arn.kind === 'reference' && attached.some(({ id }) => id === arn.resource)),
  );
  return collectGrants(
    { name: resource.id, at: resource.node.at, documents, managed, open: open.map(({ id }) => id) },
    scope,
  );
}

const ATTACHED = /^AWS::IAM::(?:Policy|RolePolicy|ManagedPolicy)$/;

function rolesOf({ properties }: TemplateResource): readonly TemplateNode[] {
  return [...itemsOf(entryOf(properties, 'Roles')), ...itemsOf(entryOf(properties, 'RoleName'))];
}

/** Whether a policy resource names the role. */
function isAttached(policy: TemplateResource, role: TemplateResource): boolean {
  const name = textOf(entryOf(role.properties, 'RoleName'));
  return rolesOf(policy).some(
    (node) => (node.kind === 'reference' && node.resource === role.id) || (name !== undefined && textOf(node) === name),
  );
}
