export { check, type CheckOptions } from './check.js';
export type { JsonEjectReport, JsonInitReport, JsonPullReport, JsonReport } from './cli/json-report.js';
export type { JsonDiffReport } from './cli/report/diff-json.js';
export type { RunOptions, RunResult } from './compare-with-disk.js';
export type {
  Comparison,
  Compatibility,
  CompatibilityMode,
  Effect,
  SchemaChange,
  Verdict,
  VersionPair,
} from './compat/comparison.js';
export type {
  Config,
  Framing,
  RegistryConfig,
  SideConfig,
  TopicConfig,
  ValueSettings,
  VersionConfig,
} from './config/config.js';
export type { GenMskConsumerConfig } from './config/config-schema.js';
export { defineConfig } from './config/define-config.js';
export { loadConfig, type LoadConfigOptions } from './config/load-config.js';
export type { Diagnostic, Location, Result } from './diagnostic.js';
export { diagnosticKinds, type DiagnosticCode, type DiagnosticKind } from './diagnostic-codes.js';
export { eject, type EjectOptions, type EjectResult } from './eject.js';
export { breakingChanges, type BreakingOptions } from './breaking-changes.js';
export { diff, type DiffOptions, type DiffQuestion } from './diff.js';
export type { DiffResult, SideDiff, TopicDiff, VersionsDiff } from './diff/diff-result.js';
export type { DiffVersion } from './diff/version-name.js';
export { generate, type GenerateOptions, type GenerateResult } from './generate.js';
export { init, type InitOptions, type InitResult } from './init/init.js';
export { initRegistry, type InitRegistryOptions } from './init/init-registry.js';
export type { FileVersion } from './init/file-name.js';
export type { ProposedSide, ProposedVersion } from './init/group-versions.js';
export type { ProposedTopic } from './init/propose-topics.js';
export type { InitChoices } from './init/render-config.js';
export type { FieldImpact, Impact } from './merge/impact/impact.js';
export type { Change, ChangeKind } from './plan/change.js';
export type { OutputFile, Owner } from './plan/output-file.js';
export { pull, type PulledSubject, type PullOptions, type PullProgress, type PullResult } from './pull.js';
