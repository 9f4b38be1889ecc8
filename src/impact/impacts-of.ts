import { posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { HandlerContract } from '../emit/handler-contract.js';
import type { Change } from '../plan/change.js';
import { declaredTypes } from '../merge/declared-types.js';
import type { FileChange, ImpactResult } from './impact.js';

export interface ImpactsInput {
  /** The project's folder, absolute. */
  readonly root: string;
  readonly changes: readonly Change[];
  readonly contracts: readonly HandlerContract[];
}

/**
 * The places in the team's code that the changes of generated types touch. Reads the project through its compiler, which
 * is loaded only when a `types.ts` changes; so it has to be asked before the changes are written.
 */
export async function impactsOf({ root, changes, contracts }: ImpactsInput): Promise<ImpactResult> {
  const generated = changes.flatMap((change): readonly FileChange[] =>
    change.kind === 'changed' || change.kind === 'edited'
      ? [{ path: change.path, before: change.actual, after: change.expected.content }]
      : [],
  );
  if (!generated.some(changesTypes)) return { impacts: [], remarks: [] };
  const edits = changes.flatMap((change): readonly FileChange[] =>
    change.kind === 'user-edit' ? [{ path: change.path, before: change.actual, after: change.expected.content }] : [],
  );
  const { findImpacts } = await import('./find-impacts.js');
  const isCode = ({ path }: FileChange): boolean => path.endsWith('.ts');
  const formerNames = new Map(contracts.map((contract) => [`${contract.folder}/types.ts`, contract.formerNames]));
  return findImpacts({ root, changes: generated.filter(isCode), edits, formerNames });
}

/** Whether what a `types.ts` declares is not as it was: comments and layout do not count, nor does what has come new. */
function changesTypes({ path, before, after }: FileChange): boolean {
  if (posix.basename(path) !== 'types.ts') return false;
  const [was, is] = [declaredTypes(before), declaredTypes(after ?? '')];
  return [...was].some(([name, type]) => !isDeepStrictEqual(type, is.get(name)));
}
