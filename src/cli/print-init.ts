import type { InitResult } from '../commands/init.js';
import { printable } from './printable.js';
import type { Terminal } from './terminal.js';

/**
 * Prints what `init` found in the project, what it chose and why, and the config that it wrote. `flags` have another run of
 * `init` work on the same project.
 */
export function printInit(
  result: InitResult & { readonly file: string; readonly flags: readonly string[] },
  out: Terminal,
): void {
  const { findings, decisions, topics, file, flags } = result;
  for (const { file: source, shows } of findings)
    out.line(`${out.paint('dim', 'found')} ${out.path(source)}: ${printable(shows)}`);
  for (const { setting, value, reason, change } of decisions) {
    const shown = value === '' ? '""' : value;
    const other = change === undefined ? '' : `; to change it: ${[change, ...flags].join(' ')}`;
    out.line(`${out.paint('cyan', 'chose')} ${setting}: ${shown} (${printable(reason)})${out.paint('dim', other)}`);
  }
  const named = `${topics.length === 1 ? 'topic' : 'topics'} ${printable(topics.join(', '))}`;
  out.line(`${out.paint('green', 'created')} ${out.path(file)} with ${named}`);
}
