import { readCloudFormation } from './cloudformation.js';
import { entryOf, type Place, type TemplateNode } from './node.js';
import { readYaml } from './read-yaml.js';
import type { ReadFailure, ReadTemplate, TemplateView } from './template-view.js';
import { terraformMappings } from './terraform/mappings.js';
import { readHcl, type HclBlockNode } from './terraform/read-hcl.js';
import { readModule } from './terraform/read-module.js';
import { planResources } from './terraform/read-plan.js';
import { readTfJson } from './terraform/read-tf-json.js';

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
  const template = readCloudFormation(root);
  if (template !== undefined) return { ok: true, template: { ...template, duplicates } };
  const resources = planResources(root);
  if (resources !== undefined)
    return { ok: true, template: { mappings: terraformMappings(resources), duplicates, unread: [] } };
  if (isServerless(root))
    return {
      ok: false,
      message:
        'it is a config of the Serverless Framework: name the template that `serverless package` makes of it, .serverless/cloudformation-template-update-stack.json',
      at: root.at,
    };
  return { ok: false, message: 'it has neither "Resources" nor the values of a Terraform plan', at: root.at };
}

function isServerless(root: TemplateNode): boolean {
  return entryOf(root, 'service') !== undefined && entryOf(root, 'provider') !== undefined;
}

/** Whether a file is one of Terraform, in HCL or JSON. */
export function isTerraformFile(file: string): boolean {
  return /\.tf(?:\.json)?$/.test(file);
}

/** A file of Terraform that was read. */
export interface TerraformFile {
  readonly file: string;
  readonly blocks: readonly HclBlockNode[];
}

/** The blocks of one file of Terraform; those of all files in a folder make a module together. */
export async function readTerraformFile({
  file,
  text,
}: TemplateFile): Promise<({ readonly ok: true } & TerraformFile) | ReadFailure> {
  const read = file.endsWith('.json') ? await readTfJson(text, file) : readHcl(text, file);
  return read.ok ? { ok: true, file, blocks: read.blocks } : read;
}

/** What each of the files of a module says, by all of them. */
export function terraformTemplates(
  files: readonly TerraformFile[],
): readonly { readonly file: string; readonly template: TemplateView }[] {
  const { resources, calls } = readModule(files.flatMap(({ blocks }) => blocks));
  const mappings = terraformMappings(resources);
  return files.map(({ file }) => {
    const isHere = ({ at }: { readonly at: Place | undefined }): boolean => at?.file === file;
    return {
      file,
      template: { mappings: mappings.filter(({ view }) => isHere(view)), duplicates: [], unread: calls.filter(isHere) },
    };
  });
}
