import { readFileSync } from 'node:fs';
import { nearestFile } from '../../paths/nearest-file.js';
import { relative } from 'node:path';

/** What `init` reads of a SAM template. */
export interface SamTemplate {
  /** Its path, relative to the project. */
  readonly file: string;
  /** Whether `sam build` bundles a function with esbuild. */
  readonly usesEsbuild: boolean;
  /** The form of records where Lambda's event source mapping decodes them by a schema registry. */
  readonly eventRecordFormat: 'JSON' | 'SOURCE' | undefined;
}

/** Finds the SAM template of a project, in its folder or the one above; undefined where there is none. */
export function findSamTemplate(root: string): SamTemplate | undefined {
  for (const name of ['template.yaml', 'template.yml', 'template.json']) {
    const file = nearestFile(root, name);
    const text = file === undefined ? '' : readFileSync(file, 'utf8');
    if (file === undefined || !text.includes('AWS::Serverless')) continue;
    const [, format] = /\bEventRecordFormat["']?\s*:\s*["']?(JSON|SOURCE)\b/.exec(text) ?? [];
    return {
      file: relative(root, file).replaceAll('\\', '/'),
      usesEsbuild: /\bBuildMethod["']?\s*:\s*["']?esbuild\b/.test(text),
      eventRecordFormat: format === 'JSON' || format === 'SOURCE' ? format : undefined,
    };
  }
  return undefined;
}
