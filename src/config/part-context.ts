import type { JsonDecimals } from '../runtime/avro/json-decimal.js';
import type { ValueSettings } from '../runtime/resolution/value-shape.js';
import type { Framing } from './config.js';
import type { ConfigProblem, ConfigSource } from './config-source.js';
import type { JsonSettings } from './json-settings.js';
import type { ProjectPaths } from './project-path.js';

/** What the parts of a topic are resolved with. */
export interface PartContext {
  readonly source: ConfigSource;
  readonly paths: ProjectPaths;
  readonly report: (problem: ConfigProblem) => void;
  /** The topic's own settings, then those for all topics. */
  readonly layers: readonly SettingLayer[];
  readonly include: readonly string[];
  readonly fields: Readonly<Record<string, Partial<ValueSettings>>>;
}

/** The settings that a part, its topic or the defaults give; the nearest one counts. */
export type SettingLayer = {
  readonly framing?: Framing | undefined;
  readonly jsonDecimals?: JsonDecimals | undefined;
} & {
  readonly [Name in keyof ValueSettings]?: ValueSettings[Name] | undefined;
} & { readonly [Name in keyof JsonSettings]?: JsonSettings[Name] | undefined };
