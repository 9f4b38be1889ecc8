import { quoted } from '../diagnostics/quoted.js';
import { wordList } from '../diagnostics/word-list.js';
import { z } from 'zod';
import { topicNameSchema } from './config-schema.js';
import type { ConfigPath, ConfigProblem } from './config-source.js';
import { nearestName } from '../diagnostics/nearest-name.js';

type Schema = z.core.$ZodType;
type Shape = Readonly<Record<string, Schema>>;
type PlainObject = Readonly<Record<string, unknown>>;

/**
 * Everything that keeps `value` from being what `schema` says, worded for a person. zod's own answer to a failed union is
 * the problems of every branch; this chooses the branch by the shape of what was written, and names the nearest spelling.
 */
export function validateConfig(schema: Schema, value: unknown, path: ConfigPath = []): readonly ConfigProblem[] {
  if (schema instanceof z.ZodOptional) return value === undefined ? [] : validateConfig(schema.unwrap(), value, path);
  if (schema instanceof z.ZodObject) return validateObject({ schema, value, path });
  if (schema instanceof z.ZodRecord) return validateRecord({ schema, value, path });
  if (schema instanceof z.ZodArray) {
    if (!Array.isArray(value)) return [expected('a list', value, path)];
    return value.flatMap((item: unknown, index) => validateConfig(schema.element, item, [...path, index]));
  }
  if (schema instanceof z.ZodDiscriminatedUnion) return validateTagged({ schema, value, path });
  if (schema instanceof z.ZodUnion) return validateUnion({ schema, value, path });
  if (schema instanceof z.ZodEnum) return validateChoice(schema.options.map(String), value, path);
  if (schema instanceof z.ZodLiteral) return validateChoice([...schema.values].map(String), value, path);
  if (schema === topicNameSchema && typeof value === 'string') return validateTopicName(value, path, 'value');
  return schema instanceof z.ZodUnknown ? [] : validateLeaf(schema, value, path);
}

interface Part<S> {
  readonly schema: S;
  readonly value: unknown;
  readonly path: ConfigPath;
}

function validateObject({ schema, value, path }: Part<z.ZodObject>): readonly ConfigProblem[] {
  if (!isPlainObject(value)) return [expected('an object', value, path)];
  return [...validateKeys(schema.shape, value, path), ...missing(requiredKeys(schema), value, path)];
}

function validateKeys(shape: Shape, value: PlainObject, path: ConfigPath): readonly ConfigProblem[] {
  const known = Object.keys(shape);
  return Object.keys(value).flatMap((key) => {
    const property = Object.hasOwn(shape, key) ? shape[key] : undefined;
    return property === undefined
      ? [unknownKey(key, known, path)]
      : validateConfig(property, value[key], [...path, key]);
  });
}

function unknownKey(key: string, known: readonly string[], path: ConfigPath): ConfigProblem {
  const nearest = nearestName(key, known);
  const hint =
    nearest === undefined ? `; the valid settings are ${quotedList(known, 'and')}` : `, did you mean "${nearest}"?`;
  return { path: [...path, key], part: 'key', code: 'config-invalid', message: `unknown setting${hint}` };
}

function missing(keys: readonly string[], value: PlainObject, path: ConfigPath): readonly ConfigProblem[] {
  return keys
    .filter((key) => value[key] === undefined)
    .map((key) => ({ path, part: 'key', code: 'config-invalid', message: `"${key}" is missing` }));
}

function requiredKeys(schema: z.ZodObject): readonly string[] {
  return Object.entries(schema.shape).flatMap(([key, property]) => (property instanceof z.ZodOptional ? [] : [key]));
}

function validateRecord({ schema, value, path }: Part<z.ZodRecord>): readonly ConfigProblem[] {
  if (!isPlainObject(value)) return [expected('an object', value, path)];
  const ofTopics = schema.keyType === topicNameSchema;
  if (ofTopics && Object.keys(value).length === 0) {
    return [{ path, part: 'key', code: 'config-invalid', message: 'at least one topic is needed' }];
  }
  return Object.keys(value).flatMap((key) => {
    const keyPath = [...path, key];
    const problems = validateConfig(schema.valueType, value[key], keyPath);
    if (ofTopics) return [...validateTopicName(key, keyPath, 'key'), ...problems];
    // zod leaves this key out of what it parses, so it would be lost without a word.
    if (key !== '__proto__') return problems;
    return [{ path: keyPath, part: 'key', code: 'config-invalid', message: 'this name is not allowed' } as const];
  });
}

function validateTopicName(name: string, path: ConfigPath, part: 'key' | 'value'): readonly ConfigProblem[] {
  if (topicNameSchema.safeParse(name).success) return [];
  const illegal = [...new Set(name.replaceAll(/[a-zA-Z0-9._-]/g, ''))];
  const reason =
    name === ''
      ? 'it is empty'
      : name === '.' || name === '..'
        ? '"." and ".." are reserved'
        : illegal.length > 0
          ? `it contains ${quotedList(illegal, 'and')}`
          : `it has ${name.length} characters`;
  return [{ path, part, code: 'topic-name', message: `invalid Kafka topic name: ${reason}` }];
}

/** A union of objects with one discriminator, such as `type` of `registry`. */
function validateTagged({ schema, value, path }: Part<z.ZodDiscriminatedUnion>): readonly ConfigProblem[] {
  if (!isPlainObject(value)) return [expected('an object', value, path)];
  const tag = schema.def.discriminator;
  const branches = schema.options.filter((option) => option instanceof z.ZodObject);
  const tags = branches.flatMap(({ shape }) =>
    shape[tag] instanceof z.ZodLiteral ? [...shape[tag].values].map(String) : [],
  );
  const branch = branches[tags.indexOf(String(value[tag]))];
  if (branch !== undefined) return validateObject({ schema: branch, value, path });
  return value[tag] === undefined ? missing([tag], value, path) : validateChoice(tags, value[tag], [...path, tag]);
}

function validateUnion({ schema, value, path }: Part<z.ZodUnion>): readonly ConfigProblem[] {
  const { options } = schema;
  if (isPlainObject(value)) {
    const objects = options.filter((option) => option instanceof z.ZodObject);
    if (objects.length > 0) return validateObjects(objects, value, path);
  }
  const branch = options.find((option) => accepts(option, value));
  if (branch !== undefined) return validateConfig(branch, value, path);
  return [expected([...new Set(options.map(nameOf))].join(' or '), value, path)];
}

/** Objects distinguished by their required keys, such as `file` and `versions`. */
function validateObjects(
  objects: readonly z.ZodObject[],
  value: PlainObject,
  path: ConfigPath,
): readonly ConfigProblem[] {
  const telling = [...new Set(objects.flatMap(requiredKeys))];
  const present = telling.filter((key) => value[key] !== undefined);
  const fitting = objects.filter(
    (schema) =>
      requiredKeys(schema).every((key) => present.includes(key)) &&
      present.every((key) => Object.hasOwn(schema.shape, key)),
  );
  if (present.length > 1 && fitting.length === 0) {
    const message = `only one of ${quotedList(present, 'and')} is allowed`;
    return [{ path, part: 'key', code: 'config-invalid', message }];
  }
  const [chosen] = fitting;
  if (chosen !== undefined) return validateObject({ schema: chosen, value, path });
  const shape: Shape = Object.fromEntries(objects.flatMap((schema) => Object.entries(schema.shape)));
  const problems = validateKeys(shape, value, path);
  const misspelt = Object.keys(value).some(
    (key) => !Object.hasOwn(shape, key) && telling.includes(nearestName(key, Object.keys(shape)) ?? ''),
  );
  if (misspelt) return problems;
  return [
    ...problems,
    { path, part: 'key', code: 'config-invalid', message: `${quotedList(telling, 'or')} is missing` },
  ];
}

function validateChoice(choices: readonly string[], value: unknown, path: ConfigPath): readonly ConfigProblem[] {
  if (typeof value === 'string' && choices.includes(value)) return [];
  const nearest = typeof value === 'string' ? nearestName(value, choices) : undefined;
  const hint = nearest === undefined ? '' : `, did you mean "${nearest}"?`;
  const message = `expected ${quotedList(choices, 'or')}, found ${found(value)}${hint}`;
  return [{ path, part: 'value', code: 'config-invalid', message }];
}

function validateLeaf(schema: Schema, value: unknown, path: ConfigPath): readonly ConfigProblem[] {
  if (!accepts(schema, value)) return [expected(nameOf(schema), value, path)];
  const result = z.safeParse(schema, value);
  if (result.success) return [];
  const message = value === '' ? 'must not be empty' : `expected ${nameOf(schema)}, found ${found(value)}`;
  return [{ path, part: 'value', code: 'config-invalid', message }];
}

function expected(what: string, value: unknown, path: ConfigPath): ConfigProblem {
  // A text is not shown: it may be a secret out of place.
  const given = typeof value === 'string' ? 'a string' : found(value);
  return { path, part: 'value', code: 'config-invalid', message: `expected ${what}, found ${given}` };
}

/** Whether the value is of the schema's JSON type. */
function accepts(schema: Schema, value: unknown): boolean {
  if (schema instanceof z.ZodString) return typeof value === 'string';
  if (schema instanceof z.ZodNumber) return typeof value === 'number';
  if (schema instanceof z.ZodBoolean) return typeof value === 'boolean';
  if (schema instanceof z.ZodArray) return Array.isArray(value);
  return isPlainObject(value);
}

function nameOf(schema: Schema): string {
  if (schema instanceof z.ZodString) return 'a string';
  if (schema instanceof z.ZodNumber) return 'a whole number';
  if (schema instanceof z.ZodBoolean) return 'true or false';
  return schema instanceof z.ZodArray ? 'a list' : 'an object';
}

function found(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  if (typeof value !== 'object') return `a ${typeof value}`;
  return isPlainObject(value) ? 'an object' : 'an object that is not a plain object';
}

/** An object as a literal makes it. `{ "__proto__": … }` in JavaScript is not one: its setting would get lost. */
function isPlainObject(value: unknown): value is PlainObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function quotedList(names: readonly string[], word: 'and' | 'or'): string {
  return wordList(names.map(quoted), word);
}
