import { escapePath } from 'tinyglobby';
import type { Framing } from '../config/config.js';
import type { GenMskConsumerConfig, RawPart, RawTopic } from '../config/config-schema.js';
import type { Settings } from './decision.js';
import { fitFraming } from './fit-framing.js';
import type { ProposedPart } from './group-versions.js';
import type { ProposedTopic } from './proposed-topic.js';
import { schemaReference } from './schema-reference.js';
import { versionIds } from './version-ids.js';

/** What the person, the flags or the defaults decide about the new config. */
export interface InitChoices extends Settings {
  readonly topics: readonly ProposedTopic[];
  readonly include: readonly string[];
  readonly output: string;
}

/** The text of gen-msk-consumer.config.json. */
export function renderConfig(choices: InitChoices, root: string): string {
  const { topics, include, output, framing, key, testRunner, importExtension } = choices;
  const config: GenMskConsumerConfig = {
    $schema: schemaReference(root),
    output,
    ...(importExtension === '.js' ? {} : { importExtension }),
    testRunner,
    ...(include.length === 0 ? {} : { include: include.map(escapePath) }),
    defaults: { framing },
    // fromEntries, as an assignment would lose a topic named `__proto__`.
    topics: Object.fromEntries(topics.map((topic) => [topic.topic, renderTopic(topic, { framing, key })])),
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

/** A framing that is not for the format of a topic's schemas is replaced for the topic; or for a key or value alone. */
export function renderTopic({ key, value }: ProposedTopic, { framing: chosen, key: bareKey }: TopicSettings): RawTopic {
  const own = fitFraming(chosen, value.format);
  const around = key === undefined || fitFraming(chosen, key.format) === own ? own : chosen;
  return {
    ...(around === chosen ? {} : { framing: around }),
    key: key === undefined ? bareKey : renderPart(key, { chosen, around }),
    value: renderPart(value, { chosen, around }),
  };
}

/** What holds for all new topics. */
export type TopicSettings = Pick<Settings, 'framing' | 'key'>;

interface Framings {
  readonly chosen: Framing;
  /** What holds for the topic. */
  readonly around: Framing;
}

function renderPart(part: ProposedPart, { chosen, around }: Framings): RawPart {
  const framing = fitFraming(chosen, part.format);
  const own = framing === around ? {} : { framing };
  const newest = part.versions.at(-1)?.file ?? '';
  const ids = versionIds(part, framing);
  if (part.versions.length > 1 && ids.kind !== 'newest') return { versions: renderVersions(part, ids.ids), ...own };
  return framing === around ? newest : { file: newest, ...own };
}

/** By id where that keeps the order: JavaScript moves integer keys to the front. */
function renderVersions({ versions }: ProposedPart, ids: readonly string[]): RawVersions {
  const files = versions.map(({ file }, index) => ({ id: ids[index] ?? '', file }));
  const byId = Object.fromEntries(files.map(({ id, file }) => [id, file]));
  return Object.keys(byId).every((id, index) => id === ids[index]) ? byId : files;
}

type RawVersions = Extract<RawPart, { readonly file?: never; readonly versions: object }>['versions'];
