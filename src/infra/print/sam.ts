import { columnOf } from '../property-paths.js';
import type { Resource, Stack } from '../stack.js';
import { isExpression, isList, isMap, stringIn, type Value, type ValueMap } from '../value.js';
import { resourceEntry, templateHead } from './template-parts.js';

/** The stack in the resources of SAM: mappings are events of their functions, as far as SAM knows their properties. */
export function samTemplate(stack: Stack): ValueMap {
  const events = new Map(
    stack.resources.flatMap((resource) => {
      const event = eventOf(resource);
      return event === undefined ? [] : [[resource.id, event] as const];
    }),
  );
  const renamed = (id: string): string => events.get(id)?.id ?? id;
  const resources = stack.resources
    .filter(({ id }) => !events.has(id))
    .map((resource): readonly [string, Value] => {
      const own = [...events.values()].filter(({ function: id }) => id === resource.id);
      const entry = resource.type === 'AWS::Lambda::Function' ? functionEntry(resource, own) : resourceEntry(resource);
      return [resource.id, rename(entry, renamed)];
    });
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Transform: 'AWS::Serverless-2016-10-31',
    ...templateHead(stack),
    Resources: Object.fromEntries(resources),
  };
}

interface SamEvent {
  /** The logical id that SAM gives the mapping: the function's and the event's. */
  readonly id: string;
  readonly function: string;
  readonly event: ValueMap;
}

/** The name of the event, below the function. */
const EVENT = 'Records';

/** The types of access that SAM refuses, so that the mapping stays a resource of its own. */
const REFUSED_ACCESS = /^(?:OAUTHBEARER_|IAM_)/;

function eventOf({ type, properties }: Resource): SamEvent | undefined {
  if (type !== 'AWS::Lambda::EventSourceMapping') return undefined;
  const event = columnOf(properties, 'sam');
  const target = properties['FunctionName'];
  if (event === undefined || hasRefusedAccess(properties)) return undefined;
  if (target === undefined || !isExpression(target) || target.$ !== 'attribute') return undefined;
  const kind = 'SelfManagedEventSource' in properties ? 'SelfManagedKafka' : 'MSK';
  return { id: `${target.resource}${EVENT}`, function: target.resource, event: { Type: kind, Properties: event } };
}

function hasRefusedAccess({ SourceAccessConfigurations: list = [] }: ValueMap): boolean {
  return isList(list) && list.some((entry) => isMap(entry) && REFUSED_ACCESS.test(stringIn(entry['Type'])));
}

function functionEntry({ properties }: Resource, events: readonly SamEvent[]): ValueMap {
  const { Code: code, ReservedConcurrentExecutions: reserved, ...rest } = properties;
  return {
    Type: 'AWS::Serverless::Function',
    Properties: {
      ...rest,
      ...(reserved === undefined ? {} : { ReservedConcurrentExecutions: reserved }),
      ...(code === undefined ? {} : { CodeUri: codeUri(code) }),
      ...(events.length === 0 ? {} : { Events: Object.fromEntries(events.map(({ event }) => [EVENT, event])) }),
    },
  };
}

function codeUri(code: Value): Value {
  if (!isMap(code)) return code;
  const { S3Bucket: bucket = '', S3Key: key = '' } = code;
  return { Bucket: bucket, Key: key };
}

/** The value with references to other logical ids. */
function rename(value: Value, renamed: (id: string) => string): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((item) => rename(item, renamed));
  if (!isExpression(value))
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, rename(entry, renamed)]));
  switch (value.$) {
    case 'attribute':
      return { ...value, resource: renamed(value.resource) };
    case 'text':
      return { ...value, parts: value.parts.map((part) => rename(part, renamed)) };
    default:
      return value;
  }
}
