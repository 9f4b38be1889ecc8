import { escapePath } from 'tinyglobby';
import type { Config, Framing } from '../config/config.js';
import type { GenMskConsumerConfig, RawSide } from '../config/config-schema.js';
import type { ProposedSide, ProposedTopic } from './propose-topics.js';

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
    topics: Object.fromEntries(
      topics.map(({ topic, key, value }) => [
        topic,
        { ...(key === undefined ? {} : { key: renderSide(key, framing) }), value: renderSide(value, framing) },
      ]),
    ),
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

/** Whether the versions of a schema can be told by the numbers in file names: not by UUIDs, nor where bytes bear no id. */
export function canNumberVersions(framing: Framing): boolean {
  return framing === 'confluent' || framing === 'lambda' || framing === 'single-object';
}

function renderSide(side: ProposedSide, framing: Framing): RawSide {
  const newest = side.at(-1)?.file ?? '';
  if (side.length === 1 || !canNumberVersions(framing)) return newest;
  // The numbers ascend, so the order in which JavaScript keeps integer keys is the order of the versions.
  return { versions: Object.fromEntries(side.map(({ number, file }) => [String(number), file])) };
}
