import { schemaJson } from '../avro/schema-json.js';
import { stringLiteral } from '../code/source-text.js';
import type { AvroPart, PartModel, TopicModel } from '../model/topic-model.js';
import { valueLiteral } from '../code/value-literal.js';
import { schemaCache, rootName } from './avro-decoder.js';
import { ImportLines } from '../code/import-lines.js';
import type { TemplateInput } from './template-data.js';
import { modulePath, type TopicPlan } from './topic-plan.js';

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
export function slowPathFile(plan: TopicPlan): TemplateInput | undefined {
  const parts = slowParts(plan.topic);
  const [first] = parts;
  if (first === undefined) return undefined;
  const source = sourceOf(first.registry);
  const imports = new ImportLines()
    .add(modulePath(plan, `../_runtime/${source.module}`), source.name)
    .add(modulePath(plan, '../_runtime/later/slow-path'), 'makeSlowPath')
    .add(modulePath(plan, '../_runtime/resolution/value-shape'), 'type ShapeSettings')
    .add(modulePath(plan, './decoder'), ...parts.map(({ what }) => schemaCache(what)));
  return {
    template: 'slow-path',
    data: {
      imports: imports.print(),
      source: `${source.name}(${literal(source.settings, `const source = ${source.name}(`, 2)})`,
      settings: parts.map((slow) => constant(`${slow.what}Settings: ShapeSettings`, slow.part.settings)).join('\n'),
      schemas: parts
        .map((slow) => constant(`${slow.what}Schemas: readonly unknown[]`, readerSchemas(slow.part)))
        .join('\n'),
      parts: parts.map(printPart).join('\n'),
    },
  };
}

function sourceOf(registry: SlowPart['registry']): {
  readonly name: string;
  readonly module: string;
  readonly settings: object;
} {
  switch (registry.type) {
    case 'confluent':
      return { name: 'confluentSchemas', module: 'later/confluent-fetch', settings: registry.settings };
    case 'glue':
      return { name: 'glueSchemas', module: 'later/glue-fetch', settings: registry.settings };
  }
}

function readerSchemas({ reader, members = [reader] }: AvroPart): readonly unknown[] {
  return members.map(({ type }) => schemaJson(type));
}

function constant(name: string, value: unknown): string {
  const start = `const ${name} = `;
  return `${start}${literal(value, start, 1)};\n`;
}

function literal(value: unknown, start: string, after: number): string {
  return valueLiteral(value, (name) => name, '', start.length, after);
}

function printPart({ what, part }: SlowPart): string {
  return [
    `  ${what}: {`,
    `    at: ${stringLiteral(rootName(part.shape, what))},`,
    `    schemas: ${what}Schemas,`,
    `    settings: ${what}Settings,`,
    '    source,',
    `    later: ${schemaCache(what)},`,
    '  },',
  ].join('\n');
}
