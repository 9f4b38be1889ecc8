import { compareWithDisk, type RunOptions, type RunResult } from './compare-with-disk.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Impact } from '../impact/impact.js';
import { impactsOf } from '../impact/impacts-of.js';
import type { SealRenewal } from '../plan/change.js';
import { changeDiagnostics } from '../plan/change-diagnostics.js';
import { isRunning } from '../plan/is-running.js';
import { writeChanges } from '../plan/write-changes.js';
import { changeCauses, type Cause } from '../seal/change-causes.js';
import { settleDiagnostics } from './settle-diagnostics.js';
import type { RunInputs } from './run-inputs.js';

export type { Cause };

export interface GenerateOptions extends RunOptions {
  /** True to compute everything and write nothing. Default: false. */
  readonly dryRun?: boolean;
  /**
   * Topics that are called something else now, as `orders=purchases`: the team's code of the old one moves to the new one
   * and is edited to agree with it. Default: none; a topic that leaves the config is not taken for one that is new.
   */
  readonly renames?: readonly string[];
  /** False to leave out the search for the places in the team's code that a change of types touches. Default: true. */
  readonly impacts?: boolean;
  /** True to renew seals also where nothing but the version of the tool has changed. Default: false. */
  readonly seal?: boolean;
  /** False to leave out notes, which take a look at topics that are in sync. Default: true. */
  readonly notes?: boolean;
}

export interface GenerateResult extends RunResult {
  /** The places in the team's code that a change of types touches: in the order of files, lines and columns. */
  readonly impacts: readonly Impact[];
  /** The files of which only the seal was renewed: they were in sync. */
  readonly seals: readonly SealRenewal[];
  /** Why each file is not what would be generated, by path, as far as the seals show it. */
  readonly causes: ReadonlyMap<string, readonly Cause[]>;
  /** The files that were read, and what else may change what is generated. */
  readonly inputs: RunInputs;
}

/**
 * Brings the generated files up to date with config and schemas. When a diagnostic is an error nothing was changed, but for
 * the code `write-failed`: then some files may be new, all are whole, and the next run does the rest.
 */
export async function generate(options: GenerateOptions = {}): Promise<GenerateResult> {
  const compared = await compareWithDisk(options);
  if (!compared.ok) return { ...compared.result, seals: [], impacts: [], causes: new Map(), inputs: compared.inputs };
  const { root, files, contracts, fileSystem, inputs, warnings, policy } = compared;
  const list = {
    ...compared.list,
    seals: compared.list.seals.filter(({ isByTool }) => options.seal === true || !isByTool),
  };
  const { changes } = list;
  // Both are computed before anything is written, because they need the old files.
  const causes = changeCauses(compared.list, fileSystem);
  const { impacts, remarks } =
    options.impacts === false
      ? { impacts: [], remarks: [] }
      : await impactsOf({ root, changes, files, contracts, fileSystem });
  const unknown = remarks.map((message): Diagnostic => ({ code: 'impacts-unknown', severity: 'note', message }));
  const diagnostics = settleDiagnostics([...changeDiagnostics(list, 'generate'), ...warnings, ...unknown], policy);
  const isWriting = options.dryRun !== true && !diagnostics.some(({ severity }) => severity === 'error');
  const failures = isWriting ? writeChanges(list, fileSystem, { id: process.pid, isRunning }) : [];
  return { root, changes, seals: list.seals, impacts, causes, inputs, diagnostics: [...failures, ...diagnostics] };
}
