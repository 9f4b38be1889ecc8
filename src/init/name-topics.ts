import { posix } from 'node:path';
import { pascalCase } from '../code/identifiers.js';
import type { ProposedPart } from './group-versions.js';
import type { Pair } from './pair-keys.js';
import type { ProposedTopic } from './proposed-topic.js';

/** Gives each pair a topic name made of its file's name; where two would meet, the folder is put before it. */
export function nameTopics(found: readonly Pair[]): readonly ProposedTopic[] {
  const pairs = withFormat(found);
  const names = pairs.map(({ value }) => topicName(value.base));
  const met = meeting(names);
  const longer = pairs.map(({ value }, index) => {
    const name = names[index] ?? '';
    return met.has(meetingKey(name)) ? topicName(`${posix.basename(value.folder)}.${value.base}`) : name;
  });
  const taken = new Set<string>();
  return pairs
    .map(({ key, value }, index) => {
      const name = longer[index] ?? '';
      let topic = name;
      for (let count = 2; taken.has(meetingKey(topic)); count++) topic = `${name}-${count}`;
      taken.add(meetingKey(topic));
      return { topic, key: key === undefined ? undefined : toPart(key), value: toPart(value) };
    })
    .sort((a, b) => (a.topic < b.topic ? -1 : 1));
}

/** A JSON Schema next to an Avro schema of the same name names its format. */
function withFormat(pairs: readonly Pair[]): readonly Pair[] {
  const placed = pairs.map(({ value: { folder, base } }) => `${folder}\0${meetingKey(topicName(base))}`);
  const avro = new Set(placed.filter((_, index) => pairs[index]?.value.format === 'avro'));
  return pairs.map(({ key, value }, index) =>
    value.format === 'json-schema' && avro.has(placed[index] ?? '')
      ? { key, value: { ...value, base: `${value.base}-json` } }
      : { key, value },
  );
}

function toPart({ format, versions }: ProposedPart): ProposedPart {
  return { format, versions };
}

/** `OrderPlaced` as `order-placed`; what is in lower case stays, but for characters that Kafka does not allow. */
function topicName(base: string): string {
  const words = base
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
  const legal = words
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[.-]+|[.-]+$/g, '')
    .slice(0, 240);
  return legal === '' ? 'topic' : legal;
}

/** Topics with one key would share an identifier or, where case does not count, a folder. */
function meetingKey(topic: string): string {
  return pascalCase(topic).toLowerCase();
}

function meeting(names: readonly string[]): ReadonlySet<string> {
  const keys = names.map(meetingKey);
  return new Set(keys.filter((key, index) => keys.indexOf(key) !== index));
}
