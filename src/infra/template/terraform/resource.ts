import type { Place, TemplateMap } from '../node.js';

/** A resource or data source of Terraform, by its address. */
export interface TerraformResource {
  /** `aws_iam_role.orders`, `data.aws_iam_policy_document.orders`; of an instance `aws_iam_role.orders["eu"]`. */
  readonly address: string;
  readonly type: string;
  readonly body: TemplateMap;
  readonly at: Place | undefined;
}

/** The resources of a module. */
export interface TerraformScope {
  /** Those that exist: of one with `for_each` or `count`, its instances where they are known. */
  readonly all: readonly TerraformResource[];
  /** The resource at an address; without the key of an instance also what all of them have. */
  readonly byAddress: ReadonlyMap<string, TerraformResource>;
}

/** An address without the key of an instance. */
export function withoutKey(address: string): string {
  return address.replace(/\[[^\]]*\]$/, '');
}

/** The resource at an address. Where the key of an instance is not known, what all instances have. */
export function resourceAt(address: string, { byAddress }: TerraformScope): TerraformResource | undefined {
  return byAddress.get(address) ?? byAddress.get(withoutKey(address));
}
