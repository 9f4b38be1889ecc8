import { z } from 'zod';
import { configSchema } from './config-schema.js';
import { settingExamples } from './setting-examples.js';

/** A schema as zod makes it, as far as the settings in it go. */
interface SchemaNode {
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly type?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
}

/** The published JSON Schema (draft 7, which editors know best) of a config file: each setting with its default and an example. */
export function configJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(configSchema, { target: 'draft-7', io: 'input' });
  // What zod prints has these members.
  return { $schema, title: 'gen-msk-consumer config', ...withExamples(rest as SchemaNode) };
}

function withExamples(node: SchemaNode): SchemaNode {
  const { properties, additionalProperties, items, anyOf, oneOf } = node;
  const named = Object.entries(properties ?? {}).map(([name, inner]) => [name, asSetting(name, withExamples(inner))]);
  return {
    ...node,
    ...(properties === undefined ? {} : { properties: Object.fromEntries(named) as typeof properties }),
    ...(typeof additionalProperties === 'object' ? { additionalProperties: withExamples(additionalProperties) } : {}),
    ...(items === undefined ? {} : { items: withExamples(items) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(withExamples) }),
    ...(oneOf === undefined ? {} : { oneOf: oneOf.map(withExamples) }),
  };
}

/** A setting with the default that its description names, and an example that is not the default. */
function asSetting(name: string, node: SchemaNode): SchemaNode {
  const [, named] = /Default: ("[^"]*"|true|false|\d+)/.exec(node.description ?? '') ?? [];
  const usual: unknown = node.default ?? (named === undefined ? undefined : JSON.parse(named));
  const example = exampleOf(name, node, usual);
  return {
    ...node,
    ...(usual === undefined ? {} : { default: usual }),
    ...(node.examples !== undefined || example === undefined ? {} : { examples: [example] }),
  };
}

function exampleOf(name: string, node: SchemaNode, usual: unknown): unknown {
  if (node.type === 'boolean') return usual !== true;
  return node.enum?.find((value) => value !== usual) ?? settingExamples[name];
}
