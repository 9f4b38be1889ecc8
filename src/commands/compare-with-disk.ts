import { openConfig } from '../config/load-config.js';
import { withPosition } from '../config/config-source.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { HandlerContract } from '../emit/handler-contract.js';
import { mergeUserFiles } from '../merge/merge-user-files.js';
import { topicMoves } from '../merge/topic-move.js';
import type { TopicProgress } from './build-output.js';
import { planOutput } from './pipeline.js';
import type { Change, ChangeList } from '../plan/change.js';
import { comparePlan } from '../plan/compare-plan.js';
import type { FileSystem } from '../plan/file-system.js';
import { nodeFileSystem } from '../plan/node-file-system.js';
import type { OutputFile } from '../plan/output-file.js';
import { sealRenewals } from '../plan/seal-renewal.js';
import { walkedFileSystem } from '../plan/walked-file-system.js';
import type { SharedSources } from '../sources/shared-sources.js';
import { toolFingerprint } from '../seal/tool-fingerprint.js';
import type { WarningPolicy } from './settle-diagnostics.js';
import { inputPatterns, type RunInputs } from './run-inputs.js';
import type { TopicsOptions } from './project-options.js';

/** Which config a run is for, and how much of it. */
export interface RunOptions extends TopicsOptions {
  /** Whether warnings count as errors: then `generate` writes nothing. Default: what the config says. */
  readonly strict?: boolean;
  /** What other projects of the run read too. */
  readonly shared?: SharedSources;
  /** Called for each topic that is built. */
  readonly onTopic?: (progress: TopicProgress) => void;
}

/** What the commands that look at generated files answer with. */
export interface RunResult {
  /** The folder of the config, absolute: paths of changes and diagnostics are relative to it. Null when none was found. */
  readonly root: string | null;
  /** One entry for each planned, stale or orphaned file; empty when the config or a schema is wrong. */
  readonly changes: readonly Change[];
  /** Of severity `error` if the result is negative or the work could not be done; of severity `warning` for remarks. */
  readonly diagnostics: readonly Diagnostic[];
}

type Compared = { readonly inputs: RunInputs } & (
  | {
      readonly ok: true;
      readonly root: string;
      readonly list: ChangeList & Required<Pick<ChangeList, 'seals'>>;
      /** Every planned file. */
      readonly files: readonly OutputFile[];
      readonly contracts: readonly HandlerContract[];
      readonly fileSystem: FileSystem;
      readonly warnings: readonly Diagnostic[];
      readonly policy: WarningPolicy;
    }
  | { readonly ok: false; readonly result: RunResult }
);

/** What `compareWithDisk` is asked. */
interface CompareOptions extends RunOptions {
  /** Topics that are called something else now: `orders=purchases`. */
  readonly renames?: readonly string[];
  /** True to build every topic, whatever its seal says. Default: false. */
  readonly full?: boolean;
  /** Whether notes are wanted, as well as warnings. Default: true. */
  readonly notes?: boolean;
}

/** From the config to the list of differences between what it calls for and what is on the disk. Writes nothing. */
export async function compareWithDisk({
  cwd,
  config: file,
  topics,
  renames,
  strict,
  full = false,
  notes = true,
  shared,
  onTopic,
}: CompareOptions): Promise<Compared> {
  const opened = await openConfig({ cwd, file });
  if (!opened.ok) {
    const result: RunResult = { root: opened.root, changes: [], diagnostics: opened.problems };
    return { ok: false, result, inputs: { files: opened.files, patterns: [] } };
  }
  const { config, source } = opened;
  const { root } = config;

  const read = new Set(opened.files);
  const fileSystem = nodeFileSystem(root);
  const disk = walkedFileSystem(fileSystem);
  // What a renamed topic exports now is compared with what it exported, which only building shows.
  const usesSeals = !full && (renames ?? []).length === 0;
  const planned = await planOutput(config, {
    patterns: topics,
    note: (schema) => read.add(schema),
    notes,
    readFile: shared?.readSchemaFile,
    onTopic,
    ...(usesSeals ? { sealed: disk } : {}),
  });
  const inputs: RunInputs = { files: [...read], patterns: await inputPatterns(config) };
  if (!planned.ok) {
    const diagnostics = planned.problems.map((problem) => withPosition(source, problem));
    return { ok: false, result: { root, changes: [], diagnostics }, inputs };
  }
  const { files, contracts, unsettled } = planned.value;
  const moves = topicMoves(renames ?? [], contracts);
  if (!moves.ok) return { ok: false, result: { root, changes: [], diagnostics: moves.problems }, inputs };
  const warnings = planned.warnings.map((warning) => withPosition(source, warning));
  const compared = comparePlan(planned.value, disk);
  const { list: merged, diagnostics } = await mergeUserFiles({
    list: compared,
    files,
    contracts: unsettled,
    moves: moves.value,
    fileSystem: disk,
  });
  const { seals } = planned.value;
  const list = { ...merged, seals: sealRenewals({ changes: merged.changes, seals, tool: toolFingerprint }, disk) };
  const policy: WarningPolicy = {
    strict: strict ?? config.strict ?? false,
    config: config.file,
    topics: planned.value.topics,
  };
  return {
    ok: true,
    root,
    list,
    files,
    contracts,
    fileSystem,
    inputs,
    policy,
    warnings: [...diagnostics, ...warnings],
  };
}
