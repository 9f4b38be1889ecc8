import { configSchema } from './config-schema.js';
import type { Rule, Setting } from './setting.js';

/** The published JSON Schema (draft 7, which editors know best) of a config file. */
export function configJsonSchema(): object {
  const $schema = 'http://json-schema.org/draft-07/schema#';
  return { $schema, title: 'gen-msk-consumer config', ...jsonSchema(configSchema) };
}

function jsonSchema({ rule, notes }: Setting): object {
  return { ...notes, ...keywords(rule) };
}

function keywords(rule: Rule): object {
  switch (rule.kind) {
    case 'string':
      return {
        type: 'string',
        ...(rule.minLength === undefined ? {} : { minLength: rule.minLength }),
        ...(rule.pattern === undefined ? {} : { pattern: rule.pattern.source }),
      };
    case 'boolean':
      return { type: 'boolean' };
    case 'int':
      return { type: 'integer', minimum: rule.minimum ?? Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
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
        properties: Object.fromEntries(entries.map(([name, setting]) => [name, jsonSchema(setting)])),
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
