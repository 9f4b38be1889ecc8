import type { Config, TopicConfig } from '../config/config.js';
import { sealOfText } from '../plan/header.js';
import type { Seal } from '../plan/seal.js';
import { topicSettings } from './sealed-settings.js';

/** A tool-owned file of a topic. */
export interface SealedHeader {
  /** Its name in the topic's folder. */
  readonly name: string;
  /** The lines of its header, which contain the hashes of its body, without those of the seal. */
  readonly lines: string;
}

/** What a run found when it built a topic, or the topic's seal says that one did. */
export interface TopicRecord {
  /** The hashes of the tokens and the bytes of `event.json`; none where the topic has none. */
  readonly event: readonly string[];
  /** The schema files that it uses, relative to the project's root. */
  readonly inputs: readonly string[];
  /** Paths at which references were looked for, and where nothing was. */
  readonly absent: readonly string[];
  /** The modules of the runtime that it imports. */
  readonly runtime: readonly string[];
  /** The codes of the warnings that building gave. */
  readonly warnings: readonly string[];
  /** The codes of the notes that building gave; behind that of the missing ids, the part that has none. */
  readonly notes: readonly string[];
  /** The discriminator of the value's record types as JSON, then a list for each type: what it holds, and held before. */
  readonly branches: readonly string[];
}

export interface TopicMaterial {
  readonly config: Config;
  /** As resolved, with the versions of subjects. */
  readonly topic: TopicConfig;
  /** The project's own templates. */
  readonly templates: readonly { readonly name: string; readonly text: string }[];
  /** In code-point order of their names. */
  readonly files: readonly SealedHeader[];
  readonly record: TopicRecord;
  /** The SHA-256 of a schema file. */
  readonly hashOf: (file: string) => string | undefined;
}

/** The seal of a topic: hash and fingerprint, and what the next run has to know without building. */
export function topicSeal({ config, topic, templates, files, record, hashOf }: TopicMaterial, tool: string): Seal {
  const { event, ...lists } = record;
  const settings = JSON.stringify(topicSettings(topic, config));
  const schemas = JSON.stringify(record.inputs.map((file) => hashOf(file) ?? null));
  const own = JSON.stringify(templates.map(({ name, text }) => [name, text]));
  const headers = JSON.stringify(files.map(({ name, lines }) => [name, lines]));
  const hash = sealOfText(
    `[${JSON.stringify(tool)},${settings},${schemas},${own},${headers},${JSON.stringify(event)},${JSON.stringify(lists)}]`,
  );
  // Each by itself, so that a later run can say which of them has changed.
  const from = [
    `settings:${shortSeal(settings)}`,
    `schemas:${shortSeal(`[${JSON.stringify(record.inputs)},${schemas}]`)}`,
  ];
  return {
    sealed: [hash, tool],
    from: templates.length === 0 ? from : [...from, `templates:${shortSeal(own)}`],
    'event.json': event,
    ...lists,
  };
}

function shortSeal(json: string): string {
  return sealOfText(json).slice(0, 8);
}

/** What the seal of a topic records. */
export function recordOf(seal: Seal): TopicRecord {
  const { inputs = [], absent = [], runtime = [], warnings = [], notes = [], branches = [] } = seal;
  return { event: seal['event.json'] ?? [], inputs, absent, runtime, warnings, notes, branches };
}
