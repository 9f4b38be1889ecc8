import { canonical } from './canonical.js';
import { resolveIntrinsics, type DeclaredNames } from './intrinsics.js';
import { readsKafka, type FunctionView, type MappingView } from './mapping-view.js';
import {
  alternativesOf,
  entryOf,
  itemsOf,
  referenceIn,
  textOf,
  unknownText,
  type TemplateMap,
  type TemplateNode,
} from './node.js';
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
  // SAM makes a role for a function, which other resources can refer to.
  const made = types.flatMap(([id, type]) => (type === SAM_FUNCTION ? [[`${id}Role`, 'AWS::IAM::Role'] as const] : []));
  const names: DeclaredNames = { resources: new Map([...made, ...types]), defaults: parameterDefaults(root) };
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

const SAM_FUNCTION = 'AWS::Serverless::Function';

function parameterDefaults(root: TemplateNode): ReadonlyMap<string, string> {
  const parameters = entryOf(root, 'Parameters');
  if (parameters?.kind !== 'map') return new Map();
  const defaults = [...parameters.entries].map(([name, node]) => [name, textOf(entryOf(node, 'Default'))] as const);
  return new Map(defaults.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

/** Whether a resource can have mappings in it that are not read: a nested stack, a loop or a macro. */
function hasOthers({ id, type, properties }: TemplateResource): boolean {
  if (/^AWS::(?:CloudFormation::Stack(?:Set)?|Serverless::Application)$/.test(type) || id.startsWith('Fn::'))
    return true;
  const versions = type === SAM_FUNCTION ? alternativesOf(entryOf(properties, 'Events')) : [];
  return versions.some((node) => node.kind === 'unknown' || entryOf(node, 'Fn::Transform') !== undefined);
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
  return alternativesOf(entryOf(resource.node, 'Properties')).flatMap((properties) =>
    properties.kind === 'map' ? mappingsWith({ ...resource, properties }, scope) : [],
  );
}

function mappingsWith(resource: TemplateResource, scope: CloudFormationScope): readonly TemplateMapping[] {
  switch (resource.type) {
    case 'AWS::Lambda::EventSourceMapping':
      return readsKafka(resource.properties) ? [plainMapping(resource, scope)] : [];
    case SAM_FUNCTION:
      return alternativesOf(entryOf(resource.properties, 'Events'))
        .flatMap((node) => (node.kind === 'map' ? [...node.entries] : []))
        .flatMap(([name, node]) =>
          alternativesOf(node).flatMap((event) => eventMapping(name, event, { resource, scope })),
        );
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

interface Owner {
  readonly resource: TemplateResource;
  readonly scope: CloudFormationScope;
}

function eventMapping(name: string, event: TemplateNode, { resource, scope }: Owner): readonly TemplateMapping[] {
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
  const resource = resources.get(referenceIn(node)?.resource ?? '');
  if (resource?.type === 'AWS::Lambda::Alias' || resource?.type === 'AWS::Lambda::Version')
    return resources.get(referenceIn(entryOf(resource.properties, 'FunctionName'))?.resource ?? '');
  return resource !== undefined && /^AWS::(?:Lambda|Serverless)::Function$/.test(resource.type) ? resource : undefined;
}

function functionView({ type, properties, node }: TemplateResource, { globals }: CloudFormationScope): FunctionView {
  const setting = (name: string): TemplateNode | undefined =>
    entryOf(properties, name) ?? (type === SAM_FUNCTION ? entryOf(globals, name) : undefined);
  return { at: node.at, timeout: setting('Timeout'), memory: setting('MemorySize') };
}

/** `event`: that of SAM, for which it adds permissions to a role of its own. */
function roleOf(resource: TemplateResource, scope: CloudFormationScope, event?: SamEvent): RoleView | string {
  const isServerless = resource.type === SAM_FUNCTION;
  const role = entryOf(resource.properties, 'Role') ?? (isServerless ? entryOf(scope.globals, 'Role') : undefined);
  if (role !== undefined || !isServerless) return namedRole(role, scope);
  const { documents, open } = attachedTo({ id: `${resource.id}Role` }, scope);
  return samRole(resource, { scope, event, documents, open });
}

function namedRole(node: TemplateNode | undefined, scope: CloudFormationScope): RoleView | string {
  const resource = node?.kind === 'reference' ? scope.resources.get(node.resource) : undefined;
  if (resource?.type !== 'AWS::IAM::Role')
    return node === undefined ? 'it has no role' : `the role ${unknownText(node)} is not in the template`;
  const { properties } = resource;
  const inline = itemsOf(entryOf(properties, 'Policies')).map((policy) => entryOf(policy, 'PolicyDocument'));
  const { documents, open, ids } = attachedTo({ id: resource.id, name: entryOf(properties, 'RoleName') }, scope);
  const managed = itemsOf(entryOf(properties, 'ManagedPolicyArns')).filter(
    (arn) => !(arn.kind === 'reference' && ids.includes(arn.resource)),
  );
  return collectGrants(
    { name: resource.id, at: resource.node.at, documents: [...inline, ...documents], managed, open },
    scope,
  );
}

const ATTACHED = /^AWS::IAM::(?:Policy|RolePolicy|ManagedPolicy)$/;

function rolesOf({ properties }: TemplateResource): readonly TemplateNode[] {
  return [...itemsOf(entryOf(properties, 'Roles')), ...itemsOf(entryOf(properties, 'RoleName'))];
}

interface Attached {
  readonly ids: readonly string[];
  readonly documents: readonly (TemplateNode | undefined)[];
  /** Those that may be attached, or not. */
  readonly open: readonly string[];
}

/** The policies that are resources of their own and name a role. */
function attachedTo(
  { id, name }: { readonly id: string; readonly name?: TemplateNode | undefined },
  { resources }: CloudFormationScope,
): Attached {
  const policies = [...resources.values()].filter(({ type }) => ATTACHED.test(type));
  const known = textOf(name);
  const attached = policies.filter((policy) =>
    rolesOf(policy).some(
      (node) => (node.kind === 'reference' && node.resource === id) || (known !== undefined && textOf(node) === known),
    ),
  );
  return {
    ids: attached.map((policy) => policy.id),
    documents: attached.map(({ properties }) => entryOf(properties, 'PolicyDocument')),
    open: policies.filter((policy) => rolesOf(policy).some(isNameless)).map((policy) => policy.id),
  };
}
