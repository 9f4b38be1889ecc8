import type { Change, SealRenewal } from './change.js';
import type { FileSystem } from './file-system.js';
import { readHeader, withSealLines } from './header.js';
import { printSeal, readSeal, type Seal } from './seal.js';

/** The files that are in sync, and whose seals are not those of `seals`, which has them by path and version of the tool. */
export function sealRenewals(
  {
    changes,
    seals,
    tool,
  }: {
    readonly changes: readonly Change[];
    readonly seals: ReadonlyMap<string, (tool: string) => Seal>;
    readonly tool: string;
  },
  fileSystem: FileSystem,
): readonly SealRenewal[] {
  return changes.flatMap(({ kind, path }): readonly SealRenewal[] => {
    const sealBy = seals.get(path);
    if (sealBy === undefined || (kind !== 'unchanged' && kind !== 'line-endings' && kind !== 'formatted')) return [];
    const text = fileSystem.read(path) ?? '';
    const written = readHeader(text)?.sealLines.slice(1) ?? '';
    const expected = printSeal(sealBy(tool));
    if (written === expected) return [];
    const writer = readSeal(written).sealed?.[1];
    const isByTool = writer !== undefined && writer !== tool && written === printSeal(sealBy(writer));
    return [{ path, content: withSealLines(text, expected === '' ? '' : `\n${expected}`), isByTool }];
  });
}
