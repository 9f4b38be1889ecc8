import { collectGrants, isNameless } from '../collect-grants.js';
import {
  entryOf,
  itemsOf,
  referenceIn,
  unknown,
  unknownText,
  type Place,
  type TemplateMap,
  type TemplateNode,
} from '../node.js';
import type { RoleView } from '../role-view.js';
import { resourceAt, withoutKey, type TerraformResource, type TerraformScope } from './resource.js';

/** The resource that a reference leads to, through an alias of a function too. */
export function resolve(node: TemplateNode | undefined, scope: TerraformScope): TerraformResource | undefined {
  const { resource: address } = referenceIn(node) ?? {};
  const resource = address === undefined ? undefined : resourceAt(address, scope);
  return resource?.type === 'aws_lambda_alias' ? resolve(entryOf(resource.body, 'function_name'), scope) : resource;
}

/** The role that a value leads to, with what is attached to it; a text says why it is not known. */
export function roleOf(node: TemplateNode | undefined, scope: TerraformScope): RoleView | string {
  const role = resolve(node, scope);
  if (role?.type !== 'aws_iam_role')
    return node === undefined ? 'it has no role' : `the role ${unknownText(node)} is not in the files`;
  const policies = scope.all.filter(({ type }) => ATTACHMENTS.test(type));
  const attached = policies.filter((resource) => isAttached(resource, role, scope));
  const open = policies.filter((resource) => !attached.includes(resource) && rolesOf(resource).some(isNameless));
  const inline = [
    ...itemsOf(entryOf(role.body, 'inline_policy')).map((block) => entryOf(block, 'policy')),
    ...attached.filter(({ type }) => type === 'aws_iam_role_policy').map(({ body }) => entryOf(body, 'policy')),
  ];
  const managed = [
    ...itemsOf(entryOf(role.body, 'managed_policy_arns')),
    ...attached.flatMap(({ type, body }) =>
      type === 'aws_iam_role_policy' ? [] : (entryOf(body, 'policy_arn') ?? []),
    ),
  ];
  // A policy that a data source looks up is the one that it names.
  const own = managed.map((policy) => resolve(policy, scope)).map((policy) => (isData(policy) ? undefined : policy));
  const documents = [
    ...inline,
    ...own.flatMap((policy) => (policy === undefined ? [] : [entryOf(policy.body, 'policy')])),
  ];
  return collectGrants(
    {
      name: role.address,
      at: role.at,
      documents: documents.map((document) => documentOf(document, scope)),
      managed: managed.filter((_, index) => own[index] === undefined).map((policy) => namedPolicy(policy, scope)),
      open: open.map(({ address }) => address),
    },
    { resources: new Map() },
  );
}

const ATTACHMENTS = /^aws_iam_(?:role_policy|role_policy_attachment|policy_attachment)$/;

function isData(resource: TerraformResource | undefined): boolean {
  return resource !== undefined && /(?:^|\.)data\./.test(resource.address);
}

function namedPolicy(policy: TemplateNode, scope: TerraformScope): TemplateNode {
  const body = resolve(policy, scope)?.body;
  return entryOf(body, 'arn') ?? entryOf(body, 'name') ?? policy;
}

function rolesOf({ body }: TerraformResource): readonly TemplateNode[] {
  return [...itemsOf(entryOf(body, 'role')), ...itemsOf(entryOf(body, 'roles'))];
}

function isAttached(resource: TerraformResource, role: TerraformResource, scope: TerraformScope): boolean {
  const name = entryOf(role.body, 'name');
  return rolesOf(resource).some((node) => {
    if (node.kind === 'reference')
      return isSame(resourceAt(node.resource, scope)?.address ?? node.resource, role.address);
    return name !== undefined && unknownText(node) === unknownText(name);
  });
}

/** Whether two addresses can be of one resource: without its key, one can be any of its instances. */
function isSame(one: string, other: string): boolean {
  return one === other || withoutKey(one) === other || one === withoutKey(other);
}

/** A policy document: as JSON, from `jsonencode`, or of a data source. */
function documentOf(node: TemplateNode | undefined, scope: TerraformScope): TemplateNode | undefined {
  if (node?.kind === 'scalar' && typeof node.value === 'string') return jsonNode(node.value, node.at);
  // What is not known in a policy can be anything.
  if (node?.kind === 'text')
    return jsonNode(node.parts.map((part) => (typeof part === 'string' ? part : '*')).join(''), node.at);
  if (node?.kind !== 'reference') return node;
  const source = resourceAt(node.resource, scope);
  return source?.type === 'aws_iam_policy_document' ? fromDataSource(source.body, scope) : undefined;
}

function jsonNode(text: string, at: Place | undefined): TemplateNode {
  try {
    return nodeOfJson(JSON.parse(text), at);
  } catch {
    return unknown('a policy that cannot be read as JSON', at);
  }
}

/** Data of JSON as a node; all of it at one place. */
function nodeOfJson(value: unknown, at: Place | undefined): TemplateNode {
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => nodeOfJson(item, at)), at };
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([name, entry]) => [name, nodeOfJson(entry, at)] as const);
    return { kind: 'map', entries: new Map(entries), at };
  }
  const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return { kind: 'scalar', value: isScalar ? value : null, at };
}

/** `aws_iam_policy_document` as the document that it makes. */
function fromDataSource(body: TemplateMap, scope: TerraformScope): TemplateNode | undefined {
  const overrides = ['override_policy_documents', 'override_json'];
  if (overrides.some((name) => body.entries.has(name))) return undefined;
  const sources = ['source_policy_documents', 'source_json'].flatMap((name) => itemsOf(entryOf(body, name)));
  const included = sources.map((source) => entryOf(documentOf(source, scope), 'Statement'));
  if (included.includes(undefined)) return undefined;
  const statements = itemsOf(entryOf(body, 'statement')).map((statement): TemplateNode => {
    if (statement.kind !== 'map') return statement;
    const names = [
      ['Effect', 'effect'],
      ['Action', 'actions'],
      ['Resource', 'resources'],
    ] as const;
    const entries = names.flatMap(([name, key]) => {
      const node = entryOf(statement, key);
      return node === undefined ? [] : [[name, node] as const];
    });
    return { ...statement, entries: new Map(entries) };
  });
  return {
    kind: 'map',
    entries: new Map([
      ['Statement', { kind: 'list', items: [...included.flatMap(itemsOf), ...statements], at: body.at }],
    ]),
    at: body.at,
  };
}
