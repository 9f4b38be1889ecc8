import { cloudFormationMappings } from './cloudformation.js';
import { readHcl } from './terraform/read-hcl.js';
import { planResources } from './terraform/read-plan.js';
import { readYaml } from './read-yaml.js';
import { terraformMappings, type TerraformResource } from './terraform/mappings.js';
import type { ReadTemplate } from './template-view.js';

/** A file of a template. */
export interface TemplateFile {
  readonly file: string;
  readonly text: string;
}

/** Reads a template for CloudFormation or SAM, in YAML or JSON, or a plan of Terraform in JSON. */
export async function readTemplate({ text }: TemplateFile): Promise<ReadTemplate> {
  const read = await readYaml(text);
  if (!read.ok) return read;
  const { root, duplicates } = read;
  const mappings = cloudFormationMappings(root);
  if (mappings !== undefined) return { ok: true, template: { mappings, duplicates } };
  const resources = planResources(root);
  if (resources !== undefined) return { ok: true, template: { mappings: terraformMappings(resources), duplicates } };
  return { ok: false, message: 'it has neither "Resources" nor the values of a Terraform plan', at: root.at };
}

/** The resources of one file of Terraform; those of several files make a template together. */
export function readTerraformFile({
  text,
}: TemplateFile):
  { readonly ok: true; readonly resources: readonly TerraformResource[] } | Extract<ReadTemplate, { ok: false }> {
  const read = readHcl(text);
  if (!read.ok) return read;
  const resources = read.blocks.flatMap(
    ({ type, labels: [kind = '', name = ''], body, at }): readonly TerraformResource[] =>
      type === 'resource' || type === 'data'
        ? [{ address: `${type === 'data' ? 'data.' : ''}${kind}.${name}`, type: kind, body, at }]
        : [],
  );
  return { ok: true, resources };
}
