import type { Config, Framing } from '../config/config.js';
import { chooseFraming } from './project/choose-framing.js';
import { chooseImportExtension, chooseTestRunner, type Choice } from './project/choose-settings.js';
import type { Project } from './project/project.js';

/** A setting of the new config: its value, the reason for it, and how to change it. */
export interface Decision {
  readonly setting: 'framing' | 'key' | 'testRunner' | 'importExtension';
  readonly value: string;
  /** In words: `package.json runs jest and ts-jest`. */
  readonly reason: string;
  /** The command for another value; absent where only one works. */
  readonly change?: string;
}

/** What a key without a schema is: text, or raw bytes. */
type BareKey = 'string' | 'none';

/** The settings that depend on the project. */
export interface Settings {
  readonly framing: Framing;
  readonly key: BareKey;
  readonly testRunner: Config['testRunner'];
  readonly importExtension: Config['importExtension'];
}

/** What the flags, or the choices of a caller, determine. */
export type GivenSettings = { readonly [Name in keyof Settings]?: Settings[Name] | undefined };

type Reasons = { readonly [Name in keyof Settings]: Choice<Settings[Name]> };

/** Chooses what is not given by what the project's files show. */
export function chooseSettings(project: Project, given: GivenSettings): Reasons {
  const testRunner = asGiven(given.testRunner) ?? chooseTestRunner(project);
  return {
    framing: asGiven(given.framing) ?? chooseFraming(project),
    key: asGiven(given.key) ?? { value: 'string', reason: 'text, unless bytes are asked for' },
    testRunner,
    importExtension: asGiven(given.importExtension) ?? chooseImportExtension(project, testRunner.value),
  };
}

function asGiven<Value extends string>(value: Value | undefined): Choice<Value> | undefined {
  return value === undefined ? undefined : { value, reason: 'as given' };
}

interface DecisionsInput {
  readonly reasons: Reasons;
  /** What was written in the end, when a person had the last word. */
  readonly settings: Settings;
  /** The topics without a schema for their keys. */
  readonly bareKeys: readonly string[];
}

/** The settings that were written, a line for each. */
export function decisionsOf({ reasons, settings, bareKeys }: DecisionsInput): readonly Decision[] {
  const decide = (setting: keyof Settings, change?: string): Decision => {
    const { value, reason } = reasons[setting];
    const written = settings[setting];
    return {
      setting,
      value: written,
      reason: value === written ? reason : 'your answer',
      ...(change === undefined ? {} : { change }),
    };
  };
  return [
    decide('framing', `${again} --framing ${settings.framing === 'confluent' ? 'glue' : 'confluent'}`),
    ...(bareKeys.length === 0 ? [] : [keyDecision(decide('key'), bareKeys)]),
    decide('testRunner'),
    decide('importExtension'),
  ];
}

const again = 'npx gen-msk-consumer init --force';

function keyDecision({ setting, value, reason }: Decision, topics: readonly string[]): Decision {
  const [first = ''] = topics;
  const named = topics.length === 1 ? `topic ${first} has` : `${topics.length} topics have`;
  return {
    setting,
    value,
    reason: `${named} no key schema: ${value === 'string' ? reason : 'raw bytes, as given'}`,
    change: `${again} --key ${value === 'string' ? 'none' : 'string'}`,
  };
}
