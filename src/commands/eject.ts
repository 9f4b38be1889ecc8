import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import type { ConfigSource } from '../config/config-source.js';
import { openConfig } from '../config/load-config.js';
import { nearestName } from '../diagnostics/nearest-name.js';
import { projectPaths } from '../config/project-path.js';
import { setTemplates } from '../config/set-templates.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { isTemplateName, templateFile, templateTitles } from '../emit/templates.js';
import type { TemplateName } from '../emit/template-data.js';
import type { Change } from '../plan/change.js';
import { changeDiagnostics, isBlocking } from '../plan/change-diagnostics.js';
import type { FileSystem } from '../plan/file-system.js';
import { isRunning } from '../plan/is-running.js';
import { nodeFileSystem } from '../plan/node-file-system.js';
import { unreadable } from '../plan/unreadable.js';
import { writeChanges } from '../plan/write-changes.js';
import type { ProjectOptions } from './project-options.js';

/** What each template is for, by its name. */
export { templateTitles };

export interface EjectOptions extends ProjectOptions {
  /** The names of the templates, such as `handler`. Default: all. */
  readonly templates?: readonly string[];
  /** The folder to copy them to, relative to the config. Default: the one that the config names, or else `templates/gen-msk-consumer`. */
  readonly to?: string;
  /** True to replace templates that the team has changed. Default: false. */
  readonly force?: boolean;
}

export interface EjectResult {
  /** The folder of the config, absolute: paths are relative to it. Null when none was found. */
  readonly root: string | null;
  /** The folder that the templates are in; null when nothing was ejected. */
  readonly folder: string | null;
  /** One entry for each template, and for the config where it was edited. */
  readonly changes: readonly Change[];
  /** The line to add to a config that is code; null where there is none to add. */
  readonly configLine: string | null;
  /** Of severity `error` when nothing was ejected. */
  readonly diagnostics: readonly Diagnostic[];
}

const usualFolder = 'templates/gen-msk-consumer';

/**
 * Copies the templates of generated files into the project, for the team to change, and has the config name their folder. A
 * template that was changed is not replaced without `force`; then, and when a diagnostic is an error, nothing is written.
 */
export async function eject(options: EjectOptions = {}): Promise<EjectResult> {
  const { cwd, config: file, force = false } = options;
  const opened = await openConfig({ cwd, file });
  if (!opened.ok) return refused(opened.root, opened.problems);
  const { config, source } = opened;
  const { root } = config;
  const chosen = chooseTemplates(options.templates ?? Object.keys(templateTitles));
  if (!chosen.ok) return refused(root, chosen.problems);
  const to = checkFolder(options.to ?? config.templates?.folder ?? usualFolder, root);
  if (!to.ok) return refused(root, to.problems);

  const fileSystem = nodeFileSystem(root);
  const templates = chosen.names.map((name) => templateChange(name, to.folder, fileSystem));
  const kept = force ? [] : templates.filter(({ kind }) => kind === 'changed').map(changedByTeam);
  if (kept.length > 0) return refused(root, kept);
  const setting = config.templates?.folder === to.folder ? undefined : configChange(config, source, to.folder);
  const changes = [...templates, ...(setting === undefined || typeof setting === 'string' ? [] : [setting])];
  const list = { changes, folders: [], leftovers: { files: [], folders: [] } };
  const problems = changes.some(isBlocking)
    ? changeDiagnostics(list, 'generate')
    : writeChanges(list, fileSystem, { id: process.pid, isRunning });
  if (problems.length > 0) return refused(root, problems);
  const configLine = typeof setting === 'string' ? setting : null;
  return { root, folder: to.folder, changes, configLine, diagnostics: [] };
}

function refused(root: string | null, diagnostics: readonly Diagnostic[]): EjectResult {
  return { root, folder: null, changes: [], configLine: null, diagnostics };
}

type Chosen =
  | { readonly ok: true; readonly names: readonly TemplateName[] }
  | { readonly ok: false; readonly problems: readonly Diagnostic[] };

/** Templates by their names, which may be written as those of files. */
function chooseTemplates(written: readonly string[]): Chosen {
  const names = new Set<TemplateName>();
  const problems: Diagnostic[] = [];
  for (const text of written) {
    const name = text.replace(/(?:\.ts)?(?:\.hbs)?$/, '');
    if (isTemplateName(name)) names.add(name);
    else problems.push(noTemplate(name));
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, names: [...names] };
}

function noTemplate(name: string): Diagnostic {
  const known = Object.keys(templateTitles);
  const nearest = nearestName(name, known);
  return {
    code: 'usage',
    severity: 'error',
    message: `unknown template ${JSON.stringify(name)}${nearest === undefined ? '' : `, did you mean "${nearest}"?`}`,
    help: `The templates are ${known.join(', ')}.`,
  };
}

type Folder =
  { readonly ok: true; readonly folder: string } | { readonly ok: false; readonly problems: readonly Diagnostic[] };

function checkFolder(text: string, root: string): Folder {
  const checked = projectPaths(root).check(text === '' ? '.' : text);
  const folder = checked.ok ? checked.path.replace(/\/$/, '') : text;
  if (checked.ok && folder !== '.') return { ok: true, folder };
  const message = checked.ok ? "expected a folder inside the config's folder, not that folder itself" : checked.message;
  const code = checked.ok || checked.code === 'config-invalid' ? 'usage' : checked.code;
  return { ok: false, problems: [{ code, severity: 'error', message: `--to ${text}: ${message}` }] };
}

function templateChange(name: TemplateName, folder: string, fileSystem: FileSystem): Change {
  const path = `${folder}/${name}.ts.hbs`;
  const content = readFileSync(templateFile(name), 'utf8');
  if (!fileSystem.isInside(path)) return { kind: 'outside', path };
  try {
    const actual = fileSystem.read(path);
    // One that another run, or a person, puts there in the meantime stays.
    if (actual === null) return { kind: 'missing', path, expected: { path, owner: 'user', content } };
    if (actual.replaceAll('\r\n', '\n') === content) return { kind: 'unchanged', path };
    return { kind: 'changed', path, actual, expected: { path, owner: 'tool', content } };
  } catch (error) {
    return unreadable(path, error);
  }
}

function changedByTeam({ path }: Change): Diagnostic {
  const message = 'it was changed; eject would overwrite it';
  return { code: 'template-changed', severity: 'error', message, location: { file: path } };
}

/** The config with the folder in it; or the line to add where it is code, or a link to a file that others may share. */
function configChange({ root, file: path }: Config, { base }: ConfigSource, folder: string): Change | string {
  const isCode = /\.[cm]?[jt]s$/.test(path);
  if (isCode) return `templates: '${folder.replaceAll(/['\\]/g, '\\$&')}',`;
  if (lstatSync(join(root, path)).isSymbolicLink()) return `"templates": ${JSON.stringify(folder)},`;
  const actual = readFileSync(join(root, path), 'utf8');
  const content = setTemplates(actual, base, folder);
  return { kind: 'changed', path, actual, expected: { path, owner: 'tool', content } };
}
