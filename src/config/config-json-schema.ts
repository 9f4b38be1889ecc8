import { configSchema } from './config-schema.js';
import { settingExamples } from './setting-examples.js';
import type { Notes, Rule, Setting, Shape } from './setting.js';
import { given } from './given.js';

/** The published JSON Schema (draft 7, which editors know best) of a config file: each setting with its default and an example. */
export function configJsonSchema(): object {
  const $schema = 'http://json-schema.org/draft-07/schema#';
  return { $schema, title: 'gen-msk-consumer config', ...jsonSchema(configSchema) };
}

function jsonSchema({ rule, notes, isNullable }: Setting): object {
  return { ...notes, ...(isNullable ? orNull(keywords(rule)) : keywords(rule)) };
}

interface Keywords {
  readonly [keyword: string]: unknown;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly object[];
  readonly oneOf?: readonly object[];
}

function orNull(schema: Keywords): object {
  const { type, enum: choices, anyOf, oneOf } = schema;
  return {
    ...schema,
    ...given({
      type: type && [type, 'null'],
      enum: choices && [...choices, null],
      anyOf: anyOf && [...anyOf, { type: 'null' }],
      oneOf: oneOf && [...oneOf, { type: 'null' }],
    }),
  };
}

function keywords(rule: Rule): Keywords {
  switch (rule.kind) {
    case 'string':
      return {
        type: 'string',
        ...given({ minLength: rule.minLength, pattern: rule.pattern?.source }),
      };
    case 'boolean':
      return { type: 'boolean' };
    case 'unknown':
      return {};
    case 'int':
      return { type: 'integer', ...given({ minimum: rule.minimum }) };
    case 'enum':
      return { type: 'string', enum: rule.values };
    case 'literal':
      return { type: 'string', const: rule.value };
    case 'array':
      return { type: 'array', items: jsonSchema(rule.element) };
    case 'record':
      return {
        type: 'object',
        propertyNames: jsonSchema(rule.key),
        additionalProperties: jsonSchema(rule.value),
      };
    case 'object': {
      const entries = Object.entries(rule.shape);
      const required = entries.filter(([, { isOptional }]) => !isOptional).map(([name]) => name);
      return {
        type: 'object',
        properties: settings(rule.shape),
        ...(required.length === 0 ? {} : { required }),
        additionalProperties: rule.isOpen === true,
      };
    }
    case 'union':
      return { anyOf: rule.options.map(jsonSchema) };
    case 'tagged':
      return { oneOf: rule.options.map(jsonSchema) };
  }
}

/** Settings with the defaults that their descriptions name, and examples that are not the defaults. */
function settings(shape: Shape): object {
  const named = Object.entries(shape).map(([name, setting]) => {
    const { rule, notes } = setting;
    const usual = usualValue(notes);
    const example = exampleOf(name, rule, usual);
    return [
      name,
      {
        ...jsonSchema(setting),
        ...(usual === undefined ? {} : { default: usual }),
        ...(notes.examples !== undefined || example === undefined ? {} : { examples: [example] }),
      },
    ];
  });
  return Object.fromEntries(named) as object;
}

function usualValue(notes: Notes): unknown {
  const [, named] = /Default: ("[^"]*"|true|false|\d+)/.exec(notes.description ?? '') ?? [];
  return notes.default ?? (named === undefined ? undefined : JSON.parse(named));
}

function exampleOf(name: string, rule: Rule, usual: unknown): unknown {
  if (rule.kind === 'boolean') return usual !== true;
  if (rule.kind === 'enum') return rule.values.find((value) => value !== usual);
  return settingExamples[name];
}
