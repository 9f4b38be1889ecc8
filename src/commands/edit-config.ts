import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { writeConfig } from './write-config.js';

/** Edits the text of a config and returns what kept it from being written; undefined where the config is code, or a link. */
export function editConfig(
  { root, file }: Pick<Config, 'root' | 'file'>,
  edit: (text: string) => string,
): readonly Diagnostic[] | undefined {
  if (/\.[cm]?[jt]s$/.test(file) || lstatSync(join(root, file)).isSymbolicLink()) return undefined;
  return writeConfig({ root, file, content: edit(readFileSync(join(root, file), 'utf8')), replaces: true });
}

/** The lines to paste into a config that is not edited. */
export function toPaste(file: string, { paste, help }: Required<Pick<Diagnostic, 'paste' | 'help'>>): Diagnostic {
  return {
    code: 'manual-edit-needed',
    severity: 'warning',
    message: 'the config is code, or a link: it was not edited',
    location: { file },
    paste,
    help,
  };
}
