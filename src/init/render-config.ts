import { escapePath } from 'tinyglobby';
import type { Config, Framing } from '../config/config.js';
import type { GenMskConsumerConfig, RawPart, RawTopic } from '../config/config-schema.js';
import { fitFraming } from './fit-framing.js';
import type { ProposedPart } from './group-versions.js';
import type { ProposedTopic } from './proposed-topic.js';
import { versionIds } from './version-ids.js';

/** What the person, the flags or the defaults decide about the new config. */
export interface InitChoices {
  readonly topics: readonly ProposedTopic[];
  readonly include: readonly string[];
  readonly output: string;
  readonly framing: Framing;
  readonly testRunner: Config['testRunner'];
  readonly importExtension: Config['importExtension'];
}

/** The text of gen-msk-consumer.config.json. */
export function renderConfig({ topics, include, output, framing, testRunner, importExtension }: InitChoices): string {
  const config: GenMskConsumerConfig = {
    $schema: './node_modules/gen-msk-consumer/config.schema.json',
    output,
    ...(importExtension === '.js' ? {} : { importExtension }),
    testRunner,
    ...(include.length === 0 ? {} : { include: include.map(escapePath) }),
    defaults: { framing },
    // fromEntries, as an assignment would lose a topic named `__proto__`.
    topics: Object.fromEntries(topics.map((topic) => [topic.topic, renderTopic(topic, framing)])),
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

/** A framing that is not for the format of a topic's schemas is replaced for the topic; or for a key or value alone. */
function renderTopic({ key, value }: ProposedTopic, chosen: Framing): RawTopic {
  const own = fitFraming(chosen, value.format);
  const around = key === undefined || fitFraming(chosen, key.format) === own ? own : chosen;
  return {
    ...(around === chosen ? {} : { framing: around }),
    ...(key === undefined ? {} : { key: renderPart(key, { chosen, around }) }),
    value: renderPart(value, { chosen, around }),
  };
}

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
