import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Config } from '../config/config.js';
import { projectPaths } from '../config/project-path.js';
import { exactText } from '../diagnostics/exact-text.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { errorCode, errorReason } from '../diagnostics/error-code.js';

/** A template of the project's own, as it is on the disk. */
export interface TemplateFile {
  /** The name of its file without `.ts.hbs`. */
  readonly name: string;
  /** Relative to the project's root, with `/`. */
  readonly file: string;
  /** With LF, as generated files have it. */
  readonly text: string;
}

/** Reads the templates in the folder that a config names, in code-point order; other files in it are let be. */
export function readTemplates({ root, file: configFile, templates }: Config): Result<readonly TemplateFile[]> {
  if (templates === undefined) return { ok: true, value: [], warnings: [] };
  const { folder, pointer } = templates;
  const paths = projectPaths(root);
  const problems: Diagnostic[] = [];
  const read: TemplateFile[] = [];
  let names: readonly string[];
  try {
    names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.hbs'));
  } catch (error) {
    const message = `templates: the folder ${folder} ${folderReason(error)}`;
    const location = { file: configFile, pointer };
    return { ok: false, problems: [{ code: 'config-invalid', severity: 'error', message, location }] };
  }
  for (const name of [...names].sort()) {
    const file = `${folder}/${name}`;
    const checked = paths.check(file);
    if (!checked.ok) {
      problems.push({ code: checked.code, severity: 'error', message: checked.message, location: { file } });
      continue;
    }
    const text = readText(root, file);
    if (typeof text === 'string')
      read.push({ name: name.replace(/(?:\.ts)?\.hbs$/, ''), file, text: text.replaceAll('\r\n', '\n') });
    else problems.push(text);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: read, warnings: [] };
}

function folderReason(error: unknown): string {
  const code = errorCode(error);
  if (code === undefined) throw error;
  if (code === 'ENOENT') return 'does not exist';
  return code === 'ENOTDIR' ? 'is not a folder' : `cannot be read: ${errorReason(code)}`;
}

/** The text of a file, or why there is none. */
function readText(root: string, file: string): string | Diagnostic {
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(root, file));
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return { code: 'unreadable', severity: 'error', message: errorReason(code), location: { file } };
  }
  return (
    exactText(bytes) ?? {
      code: 'template-invalid',
      severity: 'error',
      message: 'not UTF-8 text',
      location: { file },
    }
  );
}
