import type { Config } from '../config/config.js';
import type { InfraFormat } from '../config/infra-config.js';
import { buildStack } from '../infra/build-stack.js';
import { printCdk } from '../infra/print/cdk.js';
import { printCloudFormation } from '../infra/print/cloudformation.js';
import { printTerraform } from '../infra/print/terraform.js';
import type { Stack } from '../infra/stack.js';
import type { FileBody } from '../plan/output-file.js';

const printers: Readonly<
  Record<InfraFormat, { readonly file: string; readonly print: (stack: Stack) => string | Promise<string> }>
> = {
  cloudformation: { file: 'cloudformation.yaml', print: (stack) => printCloudFormation(stack, 'cloudformation') },
  sam: { file: 'sam.yaml', print: (stack) => printCloudFormation(stack, 'sam') },
  cdk: { file: 'consumers.ts', print: printCdk },
  terraform: { file: 'consumers.tf', print: printTerraform },
};

/** The infrastructure files that the config asks for: of all its topics, whichever a run is limited to. */
export async function infraFiles(config: Config): Promise<readonly FileBody[]> {
  const { infra } = config;
  if (infra === undefined) return [];
  const stack = buildStack(config);
  const formats = [...new Set(infra.formats)];
  return Promise.all(
    formats.map(async (format): Promise<FileBody> => {
      const { file, print } = printers[format];
      // A comment of YAML begins with another mark, so its header has none of the sources' names.
      return { path: `${infra.folder}/${file}`, owner: 'tool', body: await print(stack), sources: [] };
    }),
  );
}
