import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { addTo } from '../diagnostics/group-by.js';
import { filterTopics } from '../config/filter-topics.js';
import { openConfig } from '../config/load-config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { errorCode, errorReason } from '../diagnostics/error-code.js';
import { checkTemplate, type NamedTemplate } from '../infra/template/check-template.js';
import {
  isTerraformFile,
  readTemplate,
  readTerraformFile,
  terraformTemplates,
  type TemplateFile,
  type TerraformFile,
} from '../infra/template/read-template.js';
import type { CheckOptions } from './check-options.js';
import { factsOf } from './infra-findings.js';
import { resolveSubjectsFromSnapshot } from '../sources/snapshot-versions.js';

/** What is wrong with templates that somebody wrote, by the config and the code: an error diagnostic for each finding. */
export async function templateFindings(
  templates: readonly string[],
  { cwd = process.cwd(), config: file, topics }: CheckOptions,
): Promise<readonly Diagnostic[]> {
  const opened = await openConfig({ cwd, file });
  if (!opened.ok) return [];
  const chosen = filterTopics(opened.config, topics);
  if (!chosen.ok) return [];
  const filled = resolveSubjectsFromSnapshot(chosen.value);
  const config = filled.ok ? filled.value : chosen.value;
  const read = await readTemplates(
    templates.map((path) => resolve(cwd, path)),
    config.root,
  );
  if (read.problems.length > 0) return read.problems;
  return checkTemplate(config, factsOf({ config, files: [] }), read.templates);
}

interface ReadTemplates {
  readonly templates: readonly NamedTemplate[];
  readonly problems: readonly Diagnostic[];
}

async function readTemplates(paths: readonly string[], root: string): Promise<ReadTemplates> {
  const templates: NamedTemplate[] = [];
  const problems: Diagnostic[] = [];
  const modules = new Map<string, TerraformFile[]>();
  for (const { path, isFolder } of paths.flatMap(filesAt)) {
    const file = relative(root, path).split(sep).join('/');
    const found = isFolder ? unreadableTemplate(file, NO_TEMPLATES, undefined) : readText(path, file);
    if ('code' in found) {
      problems.push(found);
      continue;
    }
    const read = isTerraformFile(file) ? await readTerraformFile(found) : await readTemplate(found);
    if (!read.ok) problems.push(unreadableTemplate(file, read.message, read.at));
    else if ('blocks' in read) addTo(modules, dirname(path), read);
    else templates.push({ file, template: read.template });
  }
  return { templates: [...templates, ...[...modules.values()].flatMap(terraformTemplates)], problems };
}

const NO_TEMPLATES = 'the folder has no files of Terraform (.tf) or of `cdk synth` (.template.json)';

/** A folder stands for the files of Terraform in it, or for the templates that `cdk synth` has left there. */
function filesAt(path: string): readonly { readonly path: string; readonly isFolder: boolean }[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [{ path, isFolder: false }];
  const names = readdirSync(path).sort();
  const terraform = names.filter(isTerraformFile);
  const chosen = terraform.length > 0 ? terraform : names.filter((name) => name.endsWith('.template.json'));
  return chosen.length === 0
    ? [{ path, isFolder: true }]
    : chosen.map((name) => ({ path: join(path, name), isFolder: false }));
}

function readText(path: string, file: string): TemplateFile | Diagnostic {
  try {
    return { file, text: readFileSync(path, 'utf8') };
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return unreadableTemplate(file, code === 'ENOENT' ? 'there is no such file' : errorReason(code), undefined);
  }
}

function unreadableTemplate(
  file: string,
  message: string,
  at: { readonly line: number; readonly column: number } | undefined,
): Diagnostic {
  return { code: 'template-unreadable', severity: 'error', message, location: { file, ...at } };
}
