import { eventSourceMapping, sourceAccess } from './event-source-mapping.js';
import { mappingProperties } from './mapping-properties.js';
import { pipe } from './pipe.js';
import type { FunctionView, MappingView } from './template/mapping-view.js';
import type { TemplateMap, TemplateNode } from './template/node.js';
import { pipeProperties } from './template/pipe-properties.js';
import type { TopicSetup } from './topic-setup.js';
import { isList, isMap, type Value, type ValueMap } from './value.js';

/** The mapping that a config asks for, as rules look at one. */
export function configView(setup: TopicSetup): MappingView {
  const { id, settings } = setup;
  const lambda: FunctionView = {
    at: undefined,
    timeout: valueNode(settings.function?.timeout ?? 60),
    memory: valueNode(settings.function?.memory ?? 512),
  };
  const common = { name: id, at: undefined, function: lambda } as const;
  if (settings.shape !== 'pipe') return { ...common, shape: 'mapping', properties: mapNode(eventSourceMapping(setup)) };
  // What a pipe does not have is not in its properties, but the topic may ask for it; defaults are those of mappings, too.
  const asked = [...mapNode(eventSourceMapping(setup)).entries].filter(([name]) => isOwn(name, setup));
  const written = pipeProperties(mapNode(pipe(setup)));
  // So does its way to authenticate, whoever gives it.
  const access = sourceAccess(setup);
  const entries = new Map([...asked, ...written.entries]);
  if (access.length > 0) entries.set('SourceAccessConfigurations', valueNode(access));
  return { ...common, shape: 'pipe', properties: { kind: 'map', at: undefined, entries } };
}

/** Whether the topic itself, and not the defaults, gives a property. */
function isOwn(name: string, { topic }: TopicSetup): boolean {
  const setting = mappingProperties.find(({ path }) => path.split('.')[0] === name)?.setting ?? '';
  return topic.infra?.pointers[setting]?.startsWith(`${topic.pointer}/`) ?? false;
}

function mapNode(map: ValueMap): TemplateMap {
  const entries = Object.entries(map).map(([name, value]) => [name, valueNode(value)] as const);
  return { kind: 'map', at: undefined, entries: new Map(entries) };
}

/** A value of the stack as a node: what a parameter stands for is unknown. */
export function valueNode(value: Value): TemplateNode {
  const at = undefined;
  if (typeof value !== 'object' || value === null) return { kind: 'scalar', value, at };
  if (isList(value)) return { kind: 'list', items: value.map(valueNode), at };
  if (isMap(value)) return mapNode(value);
  switch (value.$) {
    case 'parameter':
      return { kind: 'unknown', text: `\${${value.name}}`, at };
    case 'pseudo':
      return { kind: 'unknown', text: `\${AWS::${value.name}}`, at };
    case 'attribute':
      return { kind: 'reference', resource: value.resource, attribute: value.name, at };
    case 'json':
      return { kind: 'scalar', value: JSON.stringify(value.value), at };
    case 'replaced':
      return { kind: 'text', parts: [{ kind: 'unknown', text: value.to, at }, value.to, valueNode(value.in)], at };
    case 'text':
      return {
        kind: 'text',
        parts: value.parts.map((part) => (typeof part === 'string' ? part : valueNode(part))),
        at,
      };
  }
}
