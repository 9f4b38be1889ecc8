import { collectGrants, isNameless } from '../collect-grants.js';
import { entryOf, itemsOf, unknown, unknownText, type Place, type TemplateMap, type TemplateNode } from '../node.js';
import type { RoleView } from '../role-view.js';
import type { TerraformResource, TerraformScope } from './resource.js';

/** The resource that a reference leads to, through an alias of a function too. */
export function resolve(node: TemplateNode | undefined, scope: TerraformScope): TerraformResource | undefined {
  const resource = node?.kind === 'reference' ? scope.get(node.resource) : undefined;
  return resource?.type === 'aws_lambda_alias' ? resolve(entryOf(resource.body, 'function_name'), scope) : resource;
}

/** The role that a value leads to, with what is attached to it; a text says why it is not known. */
export function roleOf(node: TemplateNode | undefined, scope: TerraformScope): RoleView | string {
  const role = resolve(node, scope);
  if (role?.type !== 'aws_iam_role')
    return node === undefined ? 'it has no role' : `the role ${unknownText(node)} is not in the files`;
  const policies = [...scope.values()].filter(({ type }) => ATTACHMENTS.test(type));
  const attached = policies.filter((resource) => isAttached(resource, role));
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
  const own = managed.map((policy) => resolve(policy, scope));
  const documents = [
    ...inline,
    ...own.flatMap((policy) => (policy === undefined ? [] : [entryOf(policy.body, 'policy')])),
  ];
  return collectGrants(
    {
      name: role.address,
      at: role.at,
      documents: documents.map((document) => documentOf(document, scope)),
      managed: managed.filter((_, index) => own[index] === undefined),
      open: open.map(({ address }) => address),
    },
    { resources: new Map() },
  );
}

export const ATTACHMENTS = /^aws_iam_(?:role_policy|role_policy_attachment|policy_attachment)$/;

function rolesOf({ body }: TerraformResource): readonly TemplateNode[] {
  return [...itemsOf(entryOf(body, 'role')), ...itemsOf(entryOf(body, 'roles'))];
}

function isAttached(resource: TerraformResource, role: TerraformResource): boolean {
  const name = entryOf(role.body, 'name');
  return rolesOf(resource).some((node) => {
    if (node.kind === 'reference') return node.resource === role.address;
    return name !== undefined && unknownText(node) === unknownText(name);
  });
}

/** A policy document: as JSON, from `jsonencode`, or of a data source. */
function documentOf(node: TemplateNode | undefined, scope: TerraformScope): TemplateNode | undefined {
  if (node?.kind === 'scalar' && typeof node.value === 'string') return jsonNode(node.value, node.at);
  // What is not known in a policy can be anything.
  if (node?.kind === 'text')
    return jsonNode(node.parts.map((part) => (typeof part === 'string' ? part : '*')).join(''), node.at);
  if (node?.kind !== 'reference') return node;
  const source = scope.get(node.resource);
  return source?.type === 'aws_iam_policy_document' ? fromDataSource(source.body) : undefined;
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
function fromDataSource(body: TemplateMap): TemplateNode | undefined {
  const imports = ['source_policy_documents', 'override_policy_documents', 'source_json', 'override_json'];
  if (imports.some((name) => body.entries.has(name))) return undefined;
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
    entries: new Map([['Statement', { kind: 'list', items: statements, at: body.at }]]),
    at: body.at,
  };
}
