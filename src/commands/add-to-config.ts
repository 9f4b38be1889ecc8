import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addTopics, topicsText, type NewTopics } from '../config/add-topics.js';
import type { OpenedConfig } from '../config/load-config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { nothingWritten, type InitResult } from './init.js';
import { writeConfig } from './write-config.js';

/** Adds topics to a config that has been opened; for one that is code, the lines to paste are in a diagnostic. */
export function addToConfig(
  { config: { root, file }, source }: Extract<OpenedConfig, { readonly ok: true }>,
  added: NewTopics,
  remarks: readonly Diagnostic[],
): InitResult {
  if (/\.[cm]?[jt]s$/.test(file) || lstatSync(join(root, file)).isSymbolicLink())
    return { ...nothingWritten(root, [toPaste(file, added), ...remarks]), file };
  const content = addTopics(readFileSync(join(root, file), 'utf8'), source.base, added);
  const failures = writeConfig({ root, file, content, replaces: true });
  if (failures.length > 0) return nothingWritten(root, failures);
  return { ...nothingWritten(root, remarks), file, topics: added.topics.map(({ topic }) => topic) };
}

function toPaste(file: string, added: NewTopics): Diagnostic {
  const includes = added.include.length === 0 ? '' : `// include: ${JSON.stringify(added.include)}\n`;
  return {
    code: 'manual-edit-needed',
    severity: 'warning',
    message: 'the config is code, or a link: it was not edited',
    location: { file },
    paste: `${includes}${topicsText(added)}`,
    help: 'Add the lines to "topics".',
  };
}
