import type { Config, TopicConfig } from '../config/config.js';
import { sealOfText } from '../plan/header.js';
import { entryLines, printSeal, type Seal } from '../plan/seal.js';
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

/** What a topic's files are made from, and the headers of those files. */
export interface TopicMaterial {
  readonly config: Config;
  /** As resolved, with the versions of subjects. */
  readonly topic: TopicConfig;
  /** The project's own templates. */
  readonly templates: readonly { readonly name: string; readonly text: string }[];
  /** In code-point order of their names. */
  readonly files: readonly SealedHeader[];
  /** As in the topic's record. */
  readonly inputs: readonly string[];
  /** The SHA-256 of a schema file. */
  readonly hashOf: (file: string) => string | undefined;
}

/** The seal of a topic: hash and fingerprint, and what the next run has to know without building. */
export function topicSeal(material: TopicMaterial, record: TopicRecord, tool: string): Seal {
  const { event, ...lists } = record;
  const { settings, schemas, templates } = textsOf(material);
  // Each by itself, so that a later run can say which of them has changed.
  const from = [
    `settings:${shortSeal(settings)}`,
    `schemas:${shortSeal(`[${JSON.stringify(record.inputs)},${schemas}]`)}`,
  ];
  const entries: Seal = {
    from: material.templates.length === 0 ? from : [...from, `templates:${shortSeal(templates)}`],
    'event.json': event,
    ...lists,
  };
  return { sealed: [topicHash(material, entryLines(entries).join('\n'), tool), tool], ...entries };
}

/** The hash of all that a topic's files are made from, and of what else is in its seal: `entries` is that as text. */
function topicHash(material: TopicMaterial, entries: string, tool: string): string {
  const { settings, schemas, templates } = textsOf(material);
  const headers = JSON.stringify(material.files.map(({ name, lines }) => [name, lines]));
  return sealOfText(`[${JSON.stringify([tool, entries])},${settings},${schemas},${templates},${headers}]`);
}

/** Whether the lines of a seal, as they are in a header, are those that `topicSeal` would give, printed. */
export function fitsTopic(material: TopicMaterial, sealLines: string, tool: string): boolean {
  const end = sealLines.indexOf('\n');
  const hash = topicHash(material, sealLines.slice(end + 1), tool);
  return sealLines.slice(0, end) === printSeal({ sealed: [hash, tool] });
}

function textsOf({ config, topic, templates, inputs, hashOf }: TopicMaterial) {
  return {
    settings: JSON.stringify(topicSettings(topic, config)),
    schemas: JSON.stringify(inputs.map((file) => hashOf(file) ?? null)),
    templates: JSON.stringify(templates.map(({ name, text }) => [name, text])),
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
