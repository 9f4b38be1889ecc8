import type { Place, TemplateMap } from '../node.js';

/** A resource or data source of Terraform, by its address. */
export interface TerraformResource {
  /** `aws_iam_role.orders`, `data.aws_iam_policy_document.orders`. */
  readonly address: string;
  readonly type: string;
  readonly body: TemplateMap;
  readonly at: Place | undefined;
}

export type TerraformScope = ReadonlyMap<string, TerraformResource>;
