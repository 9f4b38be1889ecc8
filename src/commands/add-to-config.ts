import { addTopics, topicsText, type NewTopics } from '../config/add-topics.js';
import type { OpenedConfig } from '../config/load-config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { nothingWritten, type InitResult } from './init.js';
import { editConfig, toPaste } from './edit-config.js';

/** Adds topics to a config that has been opened; for one that is code, the lines to paste are in a diagnostic. */
export function addToConfig(
  { config, source }: Extract<OpenedConfig, { readonly ok: true }>,
  added: NewTopics,
  remarks: readonly Diagnostic[],
): InitResult {
  const { root, file } = config;
  const failures = editConfig(config, (text) => addTopics(text, source.base, added));
  if (failures === undefined) {
    const includes = added.include.length === 0 ? '' : `// include: ${JSON.stringify(added.include)}\n`;
    const paste = `${includes}${topicsText(added)}`;
    return {
      ...nothingWritten(root, [toPaste(file, { paste, help: 'Add the lines to "topics".' }), ...remarks]),
      file,
    };
  }
  if (failures.length > 0) return nothingWritten(root, failures);
  return { ...nothingWritten(root, remarks), file, topics: added.topics.map(({ topic }) => topic) };
}
