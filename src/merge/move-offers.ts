import { posix } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { HandlerContract } from '../emit/handler-contract.js';
import type { Change, ChangeList } from '../plan/change.js';
import type { OutputFile } from '../plan/output-file.js';
import { exportedNames } from './exported-names.js';

interface MovesToOffer {
  readonly list: ChangeList;
  /** Every planned file, by path. */
  readonly planned: ReadonlyMap<string, OutputFile>;
  readonly contracts: readonly HandlerContract[];
  /** What is left to be done with each file after handlers have moved, by path. */
  readonly changes: ReadonlyMap<string, Change>;
  /** What a generated file that changes or goes has exported. */
  readonly exportsBefore: (path: string) => ReadonlySet<string>;
}

/** Says of each topic that has left, and whose handler is still there, which new ones may be the same under another name. */
export function moveOffers({ list, planned, contracts, changes, exportsBefore }: MovesToOffer): readonly Diagnostic[] {
  const fresh = contracts.filter(({ folder }) => changes.get(`${folder}/handler.ts`)?.kind === 'user-missing');
  const sharesTypes = (before: string, after: string): boolean => {
    const current = exportedNames(planned.get(after)?.content ?? '');
    return [...exportsBefore(before)].some((name) => current.has(name));
  };
  return list.changes.flatMap(({ kind, path }): readonly Diagnostic[] => {
    if (kind !== 'orphan' || posix.basename(path) !== 'handler.ts' || !changes.has(path)) return [];
    const folder = posix.dirname(path);
    const old = posix.basename(folder);
    const alike = fresh.filter((contract) => sharesTypes(`${folder}/types.ts`, `${contract.folder}/types.ts`));
    return (alike.length > 0 || fresh.length !== 1 ? alike : fresh).map(({ topic, names }) => ({
      code: 'topic-renamed',
      severity: 'warning',
      message: `${old} was removed from the config, and ${topic} was added`,
      location: { file: path },
      help: `If it is the same topic, \`npx gen-msk-consumer generate --rename ${old}=${names.folder}\` moves its handler.`,
    }));
  });
}
