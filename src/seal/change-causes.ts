import { posix } from 'node:path';
import type { Change, ChangeList } from '../plan/change.js';
import type { FileSystem } from '../plan/file-system.js';
import { sealIn } from '../plan/header.js';
import type { Seal } from '../plan/seal.js';

/** Why a file is not what would be generated: what it was made from has changed, or the file itself. */
export type Cause = 'schema' | 'settings' | 'templates' | 'tool' | 'edited' | 'missing';

/**
 * The causes of each change that `generate` would make, by path. A topic's seal says what the topic was made from; what the seal
 * does not show, or where there is none, has no entry.
 */
export function changeCauses(
  { changes, seals = [] }: Pick<ChangeList, 'changes' | 'seals'>,
  fileSystem: FileSystem,
): ReadonlyMap<string, readonly Cause[]> {
  const acted = changes.filter(isActedOn);
  if (acted.length === 0) return new Map();
  const renewals = new Map(seals.map(({ path, content }) => [path, content]));
  const byPath = new Map(changes.map((change) => [change.path, change]));
  const known = new Map<string, readonly Cause[]>();
  const causesOf = (sealed: string): readonly Cause[] => {
    const causes =
      known.get(sealed) ?? compareSeals(sealIn(fileSystem.read(sealed)), sealIn(nextText(sealed, byPath, renewals)));
    known.set(sealed, causes);
    return causes;
  };
  return new Map(
    acted.flatMap((change): (readonly [string, readonly Cause[]])[] => {
      const causes = causesOf(sealedFile(change.path, byPath));
      if (change.kind === 'edited') return [[change.path, ['edited', ...causes]]];
      if (causes.length > 0) return [[change.path, causes]];
      return change.kind === 'missing' || change.kind === 'user-missing' ? [[change.path, ['missing']]] : [];
    }),
  );
}

function isActedOn({ kind }: Change): boolean {
  return ['changed', 'edited', 'missing', 'user-missing', 'user-edit', 'user-moved'].includes(kind);
}

/** The file that has the seal of a file: its topic's consumer, or the index. */
function sealedFile(path: string, changes: ReadonlyMap<string, Change>): string {
  const folder = posix.dirname(path);
  const consumer = posix.join(folder, 'consumer.ts');
  return changes.has(consumer) ? consumer : posix.join(folder, 'index.ts');
}

function nextText(
  path: string,
  changes: ReadonlyMap<string, Change>,
  renewals: ReadonlyMap<string, string>,
): string | null {
  const change = changes.get(path);
  return renewals.get(path) ?? (change !== undefined && 'expected' in change ? change.expected.content : null);
}

const NAMES = { settings: 'settings', schemas: 'schema', templates: 'templates' } as const;

function compareSeals(was: Seal, is: Seal): readonly Cause[] {
  if (was['sealed'] === undefined || is['sealed'] === undefined) return [];
  const [before, after] = [madeFrom(was), madeFrom(is)];
  const changed = Object.entries(NAMES).flatMap(([name, cause]): readonly Cause[] =>
    before.get(name) === after.get(name) ? [] : [cause],
  );
  // An index has no such list: the topics in it are settings.
  if (after.size === 0 && was['sealed'][0] !== is['sealed'][0] && was['sealed'][1] === is['sealed'][1])
    return ['settings'];
  return was['sealed'][1] === is['sealed'][1] ? changed : [...changed, 'tool'];
}

function madeFrom({ from = [] }: Seal): ReadonlyMap<string, string> {
  return new Map(
    from.map((word) => {
      const at = word.indexOf(':');
      return [word.slice(0, at), word.slice(at)] as const;
    }),
  );
}
