import { posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { HandlerContract } from '../emit/handler-contract.js';
import type { Change } from '../plan/change.js';
import type { FileSystem } from '../plan/file-system.js';
import type { OutputFile } from '../plan/output-file.js';
import { declaredTypes } from '../merge/declared-types.js';
import type { FileChange, ImpactResult } from './impact.js';
import { needsCompiler } from './needs-compiler.js';

interface ImpactsInput {
  /** The project's folder, absolute. */
  readonly root: string;
  readonly changes: readonly Change[];
  /** Every planned file. */
  readonly files: readonly OutputFile[];
  readonly contracts: readonly HandlerContract[];
  /** The disk before anything is written. */
  readonly fileSystem: FileSystem;
}

/**
 * The places in the team's code that the changes of generated types touch. Reads the project through its compiler, which
 * is loaded only when a `types.ts` changes whose topic is used by more than scaffolds; so it has to be asked before the changes
 * are written.
 */
export async function impactsOf(input: ImpactsInput): Promise<ImpactResult> {
  const { root, changes, contracts, files, fileSystem } = input;
  const generated = changes.flatMap((change): readonly FileChange[] =>
    change.kind === 'changed' || change.kind === 'edited'
      ? [{ path: change.path, before: change.actual, after: change.expected.content }]
      : [],
  );
  if (!generated.some(changesTypes)) return { impacts: [], remarks: [] };
  const edits = changes.flatMap((change): readonly FileChange[] =>
    change.kind === 'user-edit' ? [{ path: change.path, before: change.actual, after: change.expected.content }] : [],
  );
  const code = generated.filter(({ path }) => path.endsWith('.ts'));
  const changed = code.map(({ path }) => path);
  if (edits.length === 0 && !needsCompiler({ root, changed, files, fileSystem })) return { impacts: [], remarks: [] };
  const { findImpacts } = await import('./find-impacts.js');
  const formerNames = new Map(contracts.map((contract) => [`${contract.folder}/types.ts`, contract.formerNames]));
  return findImpacts({ root, changes: code, edits, formerNames });
}

/** Whether what a `types.ts` declares is not as it was: comments and layout do not count, nor does what has come new. */
function changesTypes({ path, before, after }: FileChange): boolean {
  if (posix.basename(path) !== 'types.ts') return false;
  const [was, is] = [declaredTypes(before), declaredTypes(after ?? '')];
  return [...was].some(([name, type]) => !isDeepStrictEqual(type, is.get(name)));
}
