import { compareWithDisk, type RunOptions, type RunResult } from './compare-with-disk.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { BasedChanges } from './changes-with-base.js';
import type { Change, SealRenewal } from '../plan/change.js';
import { changeDiagnostics } from '../plan/change-diagnostics.js';
import type { CheckOptions } from './check-options.js';
import { settleDiagnostics } from './settle-diagnostics.js';
import { given } from '../config/given.js';

export interface CheckResult extends RunResult {
  /** The files of which only the seal is not what `generate --seal` would write: they are in sync. */
  readonly seals: readonly SealRenewal[];
}

/**
 * Whether the generated files are what config and schemas give and, where that is asked for, the snapshot what the registry
 * holds, no change of a schema a breaking one, and infrastructure what config and code call for: an error diagnostic for each that is not so. Writes nothing.
 */
export async function check(options: CheckOptions = {}): Promise<CheckResult> {
  const { since } = options;
  if (since === undefined) return checkTopics(options);
  const { topicsSince } = await import('./topics-since.js');
  const topics = await topicsSince(since, options);
  if (!topics.ok) return { root: null, changes: [], seals: [], diagnostics: topics.problems };
  const { topics: _, ...rest } = options;
  return checkTopics(topics.value === undefined ? rest : { ...rest, topics: topics.value });
}

async function checkTopics(options: CheckOptions): Promise<CheckResult> {
  // A note calls for nothing.
  const compared = await compareWithDisk({ ...options, notes: false });
  if (!compared.ok) return { ...compared.result, seals: [] };
  const { root, list, warnings, policy } = compared;
  const drift = options.registry === true ? await driftOfRegistry(options) : [];
  const breaks = options.breaking === undefined ? [] : await breaksSince(options.breaking, options);
  const templates = options.templates === undefined ? [] : await findingsIn(options.templates, options);
  const based =
    options.base === undefined ? { changes: list.changes } : await withBases(options.base, root, list.changes);
  const unknown = based.problem === undefined ? [] : [based.problem];
  const diagnostics = settleDiagnostics(
    [...unknown, ...changeDiagnostics(list, 'check'), ...drift, ...breaks, ...templates, ...warnings],
    policy,
  );
  return { root, changes: based.changes, diagnostics, seals: list.seals };
}

async function withBases(revision: string, root: string, changes: readonly Change[]): Promise<BasedChanges> {
  const { changesWithBase } = await import('./changes-with-base.js');
  return changesWithBase(revision, { root, changes });
}

async function breaksSince(revision: string, { cwd, config, topics }: RunOptions): Promise<readonly Diagnostic[]> {
  const { breakingChanges } = await import('./breaking-changes.js');
  return breakingChanges({ revision, ...given({ cwd, config, topics }) });
}

async function driftOfRegistry(options: CheckOptions): Promise<readonly Diagnostic[]> {
  // What talks to a registry is loaded by those only who ask for it.
  const { registryDrift } = await import('./registry-drift.js');
  return registryDrift(options);
}

async function findingsIn(templates: readonly string[], options: CheckOptions): Promise<readonly Diagnostic[]> {
  const { templateFindings } = await import('./template-findings.js');
  return templateFindings(templates, options);
}
