import { withPosition } from '../config/config-source.js';
import { openConfig } from '../config/load-config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { readHeader } from '../plan/header.js';
import { planOutput } from './pipeline.js';
import type { TopicsOptions } from './project-options.js';

interface PrintedTypes {
  /** The folder of the config, absolute; null when none was found. */
  readonly root: string | null;
  /** The text of the topic's types.ts without its header; null where there is none. */
  readonly text: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** The types of the one topic that the patterns choose, as `generate` would write them. Writes nothing. */
export async function printTypes({ cwd, config: file, topics }: TopicsOptions): Promise<PrintedTypes> {
  const opened = await openConfig({ cwd, file });
  if (!opened.ok) return { root: opened.root, text: null, diagnostics: opened.problems };
  const { config, source } = opened;
  const { root } = config;
  const planned = await planOutput(config, { patterns: topics, notes: false });
  const located = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
    diagnostics.map((diagnostic) => withPosition(source, diagnostic));
  if (!planned.ok) return { root, text: null, diagnostics: located(planned.problems) };
  const { contracts, files } = planned.value;
  const [contract, ...others] = contracts;
  if (contract === undefined || others.length > 0) return { root, text: null, diagnostics: [notOne(contracts.length)] };
  const types = files.find(({ path }) => path === `${contract.folder}/types.ts`);
  const text = types === undefined ? null : (readHeader(types.content)?.body.trimStart() ?? types.content);
  return { root, text, diagnostics: located(planned.warnings) };
}

function notOne(count: number): Diagnostic {
  return {
    code: 'usage',
    severity: 'error',
    message: `--stdout prints the types of one topic, and ${count === 0 ? 'none is' : `${count} are`} chosen`,
    help: 'Choose one with --topic.',
  };
}
