export { check } from './commands/check.js';
export type { CheckOptions } from './commands/check-options.js';
export type {
  JsonEjectReport,
  JsonInitReport,
  JsonListReport,
  JsonPullReport,
  JsonReport,
} from './commands/json-reports.js';
export type { JsonDiffReport } from './commands/json-reports.js';
export type {
  JsonDevEvent,
  JsonDevReport,
  JsonInspectReport,
  JsonInvokeReport,
  JsonProduceReport,
  JsonRedriveReport,
  JsonUsageReport,
  JsonVerifyReport,
} from './commands/json-record-reports.js';
export type { RunOptions, RunResult } from './commands/compare-with-disk.js';
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
  PartConfig,
  TopicConfig,
  ValueSettings,
  VersionConfig,
} from './config/config.js';
export type { GenMskConsumerConfig } from './config/config-schema.js';
export { defineConfig } from './config/define-config.js';
export { loadConfig, type LoadConfigOptions } from './config/load-config.js';
export type { Diagnostic, Location, Result } from './diagnostics/diagnostic.js';
export { diagnosticKinds, type DiagnosticCode } from './diagnostics/diagnostic-codes.js';
export type { DiagnosticKind } from './diagnostics/diagnostic-kind.js';
export { size, type SizeOptions, type SizeResult } from './commands/size.js';
export type { Load, Obstacle, Range, Sizing } from './infra/sizing.js';
export { eject, type EjectOptions, type EjectResult } from './commands/eject.js';
export { breakingChanges, type BreakingOptions } from './commands/breaking-changes.js';
export { diff, type DiffOptions, type DiffQuestion } from './commands/diff.js';
export type { DiffResult } from './commands/diff-result.js';
export type { PartDiff, TopicDiff, VersionsDiff } from './history/topic-diff.js';
export type { DiffVersion } from './history/version-name.js';
export { inspect, type InspectOptions, type InspectResult } from './commands/inspect.js';
export type { InspectedPart, InspectedRecord } from './records/inspect-record.js';
export {
  invoke,
  type Invocation,
  type InvokedFunction,
  type InvokedRecord,
  type InvokeOptions,
  type InvokeResult,
} from './commands/invoke.js';
export type { InvocationEnd, OutcomeKind, RecordOutcome } from './handler-run/handler-run.js';
export type { NextStep } from './handler-run/next-steps.js';
export { dev, type DevOptions, type DevResult } from './commands/dev.js';
export type { DevEvent } from './dev/dev-event.js';
export type { DeliveredBatch, DeliveredRecord, PartitionProgress } from './dev/delivered-batch.js';
export type { MappingEnd } from './dev/run-mapping.js';
export { generate, type GenerateOptions, type GenerateResult } from './commands/generate.js';
export { init, type InitOptions, type InitResult } from './commands/init.js';
export { initAdd, type InitAddOptions } from './commands/init-add.js';
export { initExample } from './commands/init-example.js';
export { initRegistry, type InitRegistryOptions } from './commands/init-registry.js';
export type { Decision, Settings } from './init/decision.js';
export type { Finding } from './init/project/finding.js';
export type { FileVersion } from './init/file-name.js';
export type { ProposedPart, ProposedVersion } from './init/group-versions.js';
export type { ProposedTopic } from './init/proposed-topic.js';
export type { InitChoices } from './init/render-config.js';
export { list, type ListedPart, type ListedTopic, type ListOptions, type ListResult } from './commands/list.js';
export type { FieldImpact, Impact } from './impact/impact.js';
export type { Change, ChangeKind } from './plan/change.js';
export type { OutputFile, Owner } from './plan/output-file.js';
export { pull, type PulledSubject, type PullOptions, type PullProgress, type PullResult } from './commands/pull.js';
export { fieldUsage, type TopicUsage, type UsageOptions, type UsageResult } from './commands/field-usage.js';
export { produce, type ProducedRecord, type ProduceResult } from './commands/produce.js';
export type { ProduceOptions } from './commands/produce-options.js';
export type { VerifyOptions } from './commands/records-to-verify.js';
export { redrive, type RedriveResult } from './commands/redrive.js';
export type { RedrivenRecord } from './records/redrive/redrive-letters.js';
export type { RedriveOptions } from './commands/redrive-options.js';
export { verify, type TopicVerification, type VerifyResult } from './commands/verify.js';
