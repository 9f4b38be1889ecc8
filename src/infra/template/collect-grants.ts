import { entryOf, unknownText, type TemplateNode } from './node.js';
import { documentGrants, managedGrant, patternOf, type Grant, type RoleView } from './role-view.js';
import type { TemplateResource } from './template-resource.js';

/** The grants of documents and managed policies, as far as they are known. */
export function collectGrants(
  {
    name,
    at,
    documents,
    managed,
    open = [],
  }: {
    readonly name: string;
    readonly at: TemplateNode['at'];
    readonly documents: readonly (TemplateNode | undefined)[];
    readonly managed: readonly TemplateNode[];
    /** Policies that may be attached to the role, or to another one. */
    readonly open?: readonly string[];
  },
  { resources }: { readonly resources: ReadonlyMap<string, Pick<TemplateResource, 'properties'>> },
): RoleView {
  const grants: Grant[] = [];
  let missing = open[0] === undefined ? undefined : `a policy that may be attached, ${open[0]}`;
  for (const document of documents) {
    const own = documentGrants(document);
    if (own === undefined) missing ??= document?.kind === 'unknown' ? document.text : 'a policy that is not known';
    else grants.push(...own);
  }
  for (const policy of managed) {
    const target = policy.kind === 'reference' ? resources.get(policy.resource) : undefined;
    const pattern = patternOf(policy)?.replace('arn:*:', 'arn:aws:');
    const own = target === undefined ? managedGrant(pattern ?? '') : undefined;
    const document = target === undefined ? undefined : documentGrants(entryOf(target.properties, 'PolicyDocument'));
    if (own !== undefined) grants.push(own);
    else if (document !== undefined) grants.push(...document);
    else missing ??= `the policy ${pattern ?? unknownText(policy)}`;
  }
  return { name, at, grants, unknown: missing };
}

/** Whether the name of a role is known only to a deployment, so that it can be that of any role. */
export function isNameless(node: TemplateNode): boolean {
  return node.kind === 'unknown' || node.kind === 'text';
}
