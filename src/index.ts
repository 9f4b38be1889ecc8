export { check, type CheckOptions } from './check.js';
export type { JsonInitReport, JsonPullReport, JsonReport } from './cli/json-report.js';
export type { RunOptions, RunResult } from './compare-with-disk.js';
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
export { generate, type GenerateOptions } from './generate.js';
export { init, type InitOptions, type InitResult } from './init/init.js';
export { initRegistry, type InitRegistryOptions } from './init/init-registry.js';
export type { FileVersion } from './init/file-name.js';
export type { ProposedSide, ProposedVersion } from './init/group-versions.js';
export type { ProposedTopic } from './init/propose-topics.js';
export type { InitChoices } from './init/render-config.js';
export type { Change, ChangeKind } from './plan/change.js';
export type { OutputFile, Owner } from './plan/output-file.js';
export { pull, type PulledSubject, type PullOptions, type PullProgress, type PullResult } from './pull.js';
