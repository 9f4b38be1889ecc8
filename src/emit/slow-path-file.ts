import { schemaJson } from '../avro/schema-json.js';
import { stringLiteral } from '../code/source-text.js';
import type { AvroSide, SideModel, TopicModel } from '../model/topic-model.js';
import { valueLiteral } from '../code/value-literal.js';
import { laterSchemas, rootName } from './avro-decoder.js';
import { ImportLines } from '../code/import-lines.js';
import type { Filling } from './template-data.js';
import { modulePath, type TopicPlan } from './topic-plan.js';

interface SlowSide {
  readonly what: 'key' | 'value';
  readonly side: AvroSide;
  readonly registry: NonNullable<AvroSide['registry']>;
}

/** The key and value whose writers' schemas the consumer may fetch. */
function slowSides({ key, value }: TopicModel): readonly SlowSide[] {
  const slow = (what: 'key' | 'value', side: SideModel): readonly SlowSide[] =>
    side.kind === 'avro' && side.registry !== undefined ? [{ what, side, registry: side.registry }] : [];
  return [...slow('key', key), ...slow('value', value)];
}

/** Whether a topic's consumer may fetch schemas. */
export function hasSlowPath(topic: TopicModel): boolean {
  return slowSides(topic).length > 0;
}

/** What `slow-path.ts` is made of; undefined where no schema can be fetched. */
export function slowPathFile(plan: TopicPlan): Filling | undefined {
  const sides = slowSides(plan.topic);
  const [first] = sides;
  if (first === undefined) return undefined;
  const source = sourceOf(first.registry);
  const imports = new ImportLines()
    .add(modulePath(plan, `../_runtime/${source.module}`), source.name)
    .add(modulePath(plan, '../_runtime/later/slow-path'), 'makeSlowPath')
    .add(modulePath(plan, '../_runtime/resolution/value-shape'), 'type ShapeSettings')
    .add(modulePath(plan, './decoder'), ...sides.map(({ what }) => laterSchemas(what)));
  return {
    template: 'slow-path',
    data: {
      imports: imports.print(),
      source: `${source.name}(${literal(source.settings, `const source = ${source.name}(`, 2)})`,
      settings: sides.map((slow) => constant(`${slow.what}Settings: ShapeSettings`, slow.side.settings)).join('\n'),
      schemas: sides
        .map((slow) => constant(`${slow.what}Schemas: readonly unknown[]`, readerSchemas(slow.side)))
        .join('\n'),
      sides: sides.map(printSide).join('\n'),
    },
  };
}

function sourceOf(registry: SlowSide['registry']): {
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

function readerSchemas({ reader, members = [reader] }: AvroSide): readonly unknown[] {
  return members.map(({ type }) => schemaJson(type));
}

function constant(name: string, value: unknown): string {
  const start = `const ${name} = `;
  return `${start}${literal(value, start, 1)};\n`;
}

function literal(value: unknown, start: string, after: number): string {
  return valueLiteral(value, (name) => name, '', start.length, after);
}

function printSide({ what, side }: SlowSide): string {
  return [
    `  ${what}: {`,
    `    at: ${stringLiteral(rootName(side.shape, what))},`,
    `    schemas: ${what}Schemas,`,
    `    settings: ${what}Settings,`,
    '    source,',
    `    later: ${laterSchemas(what)},`,
    '  },',
  ].join('\n');
}
