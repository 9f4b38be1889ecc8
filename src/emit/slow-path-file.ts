import { schemaJson } from '../avro/schema-json.js';
import { assigned, call, object, property } from '../code/expressions.js';
import { runtimeName, runtimeType } from '../code/runtime-name.js';
import { stringLiteral } from '../code/source-text.js';
import { constant } from '../code/statements.js';
import { code, hardline, imported, join, type Layout } from '../code/text-layout.js';
import { valueLiteral } from '../code/value-literal.js';
import type { AvroPart, PartModel, TopicModel } from '../model/topic-model.js';
import { filledModule, type FilledModule } from './filled-module.js';
import { rootName, schemaCache } from './part-names.js';
import type { TopicPlan } from './topic-plan.js';

interface SlowPart {
  readonly what: 'key' | 'value';
  readonly part: AvroPart;
  readonly registry: NonNullable<AvroPart['registry']>;
}

/** The key and value whose writers' schemas the consumer may fetch. */
function slowParts({ key, value }: TopicModel): readonly SlowPart[] {
  const slow = (what: 'key' | 'value', part: PartModel): readonly SlowPart[] =>
    part.kind === 'avro' && part.registry !== undefined ? [{ what, part, registry: part.registry }] : [];
  return [...slow('key', key), ...slow('value', value)];
}

/** Whether a topic's consumer may fetch schemas. */
export function hasSlowPath(topic: TopicModel): boolean {
  return slowParts(topic).length > 0;
}

/** What `slow-path.ts` is made of; undefined where no schema can be fetched. */
export function slowPathFile(plan: TopicPlan): FilledModule<'slow-path'> | undefined {
  const parts = slowParts(plan.topic);
  const [first] = parts;
  if (first === undefined) return undefined;
  const declared = ['source', 'slowPath', ...parts.flatMap(({ what }) => [`${what}Settings`, `${what}Schemas`])];
  const settings = runtimeType('resolution/value-shape', 'ShapeSettings');
  const constants = (name: string, type: Layout, value: (part: AvroPart) => unknown): Layout =>
    join(
      hardline,
      parts.map(({ what, part }) => constant(`${what}${name}`, type, valueLiteral(value(part)))),
    );
  const made = call(runtimeName('later/slow-path', 'makeSlowPath'), object(parts.map(partEntry), true));
  return filledModule(plan, 'slow-path', declared, {
    source: [assigned('const source =', sourceOf(first.registry)), ';'],
    settings: constants('Settings', settings, (part) => part.settings),
    schemas: constants('Schemas', 'readonly unknown[]', readerSchemas),
    slowPath: [assigned(code`export const slowPath: ${runtimeType('kafka/topic-binding', 'SlowPath')} =`, made), ';'],
  });
}

function sourceOf({ type, settings }: SlowPart['registry']): Layout {
  switch (type) {
    case 'confluent':
      return call(runtimeName('later/confluent-fetch', 'confluentSchemas'), valueLiteral(settings));
    case 'glue':
      return call(runtimeName('later/glue-fetch', 'glueSchemas'), valueLiteral(settings));
  }
}

function readerSchemas({ reader, members = [reader] }: AvroPart): readonly unknown[] {
  return members.map(({ type }) => schemaJson(type));
}

function partEntry({ what, part }: SlowPart): Layout {
  const entries = [
    property('at', stringLiteral(rootName(part.shape, what))),
    property('schemas', `${what}Schemas`),
    property('settings', `${what}Settings`),
    'source',
    property('later', code`${imported('./decoder', schemaCache(what))}`),
  ];
  return property(what, object(entries, true));
}
