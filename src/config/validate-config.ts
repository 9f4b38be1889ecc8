import { isTopicName, topicNameSchema } from './config-schema.js';
import type { ConfigPath, ConfigProblem } from './config-source.js';
import { nearestName } from '../diagnostics/nearest-name.js';
import { quoted } from '../diagnostics/quoted.js';
import { wordList } from '../diagnostics/word-list.js';
import type { Rule, Setting, Shape } from './setting.js';

type PlainObject = Readonly<Record<string, unknown>>;

/**
 * Everything that keeps `value` from being what `setting` says, worded for a person. Of a union it chooses the branch by
 * the shape of what was written, and it names the nearest spelling.
 */
export function validateConfig(setting: Setting, value: unknown, path: ConfigPath = []): readonly ConfigProblem[] {
  if ((setting.isOptional && value === undefined) || (setting.isNullable && value === null)) return [];
  const { rule } = setting;
  switch (rule.kind) {
    case 'object':
      return validateObject(rule, value, path);
    case 'record':
      return validateRecord(rule, value, path);
    case 'array':
      if (!Array.isArray(value)) return [expected('a list', value, path)];
      return value.flatMap((item: unknown, index) => validateConfig(rule.element, item, [...path, index]));
    case 'tagged':
      return validateTagged(rule, value, path);
    case 'union':
      return validateUnion(rule, value, path);
    case 'enum':
      return validateChoice(rule.values, value, path);
    case 'literal':
      return validateChoice([rule.value], value, path);
    case 'string':
      if (rule === topicNameSchema.rule && typeof value === 'string') return validateTopicName(value, path, 'value');
      return validateText(rule, value, path);
    case 'unknown':
      return [];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [expected('true or false', value, path)];
    case 'int':
      return isWhole(value, rule.minimum) ? [] : [expected('a whole number', value, path)];
  }
}

type RuleOf<Kind extends Rule['kind']> = Extract<Rule, { readonly kind: Kind }>;

function isWhole(value: unknown, minimum = -Infinity): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= minimum;
}

function validateText({ minLength = 0 }: RuleOf<'string'>, value: unknown, path: ConfigPath): readonly ConfigProblem[] {
  if (typeof value !== 'string') return [expected('a string', value, path)];
  return value.length >= minLength
    ? []
    : [{ path, part: 'value', code: 'config-invalid', message: 'must not be empty' }];
}

function validateObject(
  { shape, isOpen = false }: RuleOf<'object'>,
  value: unknown,
  path: ConfigPath,
): readonly ConfigProblem[] {
  const required = requiredKeys(shape);
  if (!isPlainObject(value))
    return [
      expected(required.length === 0 ? 'an object' : `an object with ${quotedList(required, 'and')}`, value, path),
    ];
  const members = isOpen ? pick(value, Object.keys(shape)) : value;
  return [...validateKeys(shape, members, path), ...missing(required, value, path)];
}

function pick(value: PlainObject, keys: readonly string[]): PlainObject {
  return Object.fromEntries(keys.filter((key) => Object.hasOwn(value, key)).map((key) => [key, value[key]]));
}

function validateKeys(shape: Shape, value: PlainObject, path: ConfigPath): readonly ConfigProblem[] {
  return Object.keys(value).flatMap((key) => {
    const property = Object.hasOwn(shape, key) ? shape[key] : undefined;
    return property === undefined
      ? [unknownKey(key, Object.keys(shape), path)]
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

function requiredKeys(shape: Shape): readonly string[] {
  return Object.keys(shape).filter((key) => shape[key]?.isOptional === false);
}

function validateRecord(rule: RuleOf<'record'>, value: unknown, path: ConfigPath): readonly ConfigProblem[] {
  if (!isPlainObject(value)) return [expected('an object', value, path)];
  const ofTopics = rule.key === topicNameSchema;
  if (ofTopics && Object.keys(value).length === 0) {
    return [{ path, part: 'key', code: 'config-invalid', message: 'at least one topic is needed' }];
  }
  return Object.keys(value).flatMap((key) => {
    const keyPath = [...path, key];
    const problems = validateConfig(rule.value, value[key], keyPath);
    if (ofTopics) return [...validateTopicName(key, keyPath, 'key'), ...problems];
    // In a plain object this key would be its prototype, so it could be lost without a word.
    if (key !== '__proto__') return problems;
    return [{ path: keyPath, part: 'key', code: 'config-invalid', message: 'this name is not allowed' } as const];
  });
}

function validateTopicName(name: string, path: ConfigPath, part: 'key' | 'value'): readonly ConfigProblem[] {
  if (isTopicName(name)) return [];
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
function validateTagged(
  { tag, options }: RuleOf<'tagged'>,
  value: unknown,
  path: ConfigPath,
): readonly ConfigProblem[] {
  if (!isPlainObject(value)) return [expected('an object', value, path)];
  const branches = options.flatMap(({ rule }) => (rule.kind === 'object' ? [rule] : []));
  const tags = branches.flatMap(({ shape }) => (shape[tag]?.rule.kind === 'literal' ? [shape[tag].rule.value] : []));
  const branch = branches[tags.indexOf(String(value[tag]))];
  if (branch !== undefined) return validateObject(branch, value, path);
  return value[tag] === undefined ? missing([tag], value, path) : validateChoice(tags, value[tag], [...path, tag]);
}

function validateUnion({ options }: RuleOf<'union'>, value: unknown, path: ConfigPath): readonly ConfigProblem[] {
  if (isPlainObject(value)) {
    const objects = options.flatMap(({ rule }) => (rule.kind === 'object' ? [rule.shape] : []));
    if (objects.length > 0) return validateObjects(objects, value, path);
  }
  const branch = options.find(({ rule }) => isOfType(rule, value));
  if (branch !== undefined) return validateConfig(branch, value, path);
  return [expected([...new Set(options.map(({ rule }) => nameOf(rule)))].join(' or '), value, path)];
}

/** Objects distinguished by their required keys, such as `file` and `versions`. */
function validateObjects(objects: readonly Shape[], value: PlainObject, path: ConfigPath): readonly ConfigProblem[] {
  const discriminating = [...new Set(objects.flatMap(requiredKeys))];
  const present = discriminating.filter((key) => value[key] !== undefined);
  const fitting = objects.filter(
    (shape) =>
      requiredKeys(shape).every((key) => present.includes(key)) && present.every((key) => Object.hasOwn(shape, key)),
  );
  if (present.length > 1 && fitting.length === 0) {
    const message = `only one of ${quotedList(present, 'and')} is allowed`;
    return [{ path, part: 'key', code: 'config-invalid', message }];
  }
  const [chosen] = fitting;
  if (chosen !== undefined) return validateObject({ kind: 'object', shape: chosen }, value, path);
  const shape: Shape = Object.fromEntries(objects.flatMap((object) => Object.entries(object)));
  const problems = validateKeys(shape, value, path);
  const misspelt = Object.keys(value).some(
    (key) => !Object.hasOwn(shape, key) && discriminating.includes(nearestName(key, Object.keys(shape)) ?? ''),
  );
  if (misspelt) return problems;
  return [
    ...problems,
    { path, part: 'key', code: 'config-invalid', message: `${quotedList(discriminating, 'or')} is missing` },
  ];
}

function validateChoice(choices: readonly string[], value: unknown, path: ConfigPath): readonly ConfigProblem[] {
  if (typeof value === 'string' && choices.includes(value)) return [];
  const nearest = typeof value === 'string' ? nearestName(value, choices) : undefined;
  const hint = nearest === undefined ? '' : `, did you mean "${nearest}"?`;
  const message = `expected ${quotedList(choices, 'or')}, found ${found(value)}${hint}`;
  return [{ path, part: 'value', code: 'config-invalid', message }];
}

function expected(what: string, value: unknown, path: ConfigPath): ConfigProblem {
  // A text is not shown: it may be a secret out of place.
  const given = typeof value === 'string' ? 'a string' : found(value);
  return { path, part: 'value', code: 'config-invalid', message: `expected ${what}, found ${given}` };
}

/** Whether the value is of the rule's JSON type. */
function isOfType({ kind }: Rule, value: unknown): boolean {
  switch (kind) {
    case 'string':
    case 'enum':
    case 'literal':
      return typeof value === 'string';
    case 'int':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'unknown':
      return true;
    case 'array':
      return Array.isArray(value);
    case 'record':
    case 'object':
    case 'union':
    case 'tagged':
      return isPlainObject(value);
  }
}

function nameOf({ kind }: Rule): string {
  switch (kind) {
    case 'string':
    case 'enum':
    case 'literal':
      return 'a string';
    case 'int':
      return 'a whole number';
    case 'boolean':
      return 'true or false';
    case 'unknown':
      return 'a value';
    case 'array':
      return 'a list';
    case 'record':
    case 'object':
    case 'union':
    case 'tagged':
      return 'an object';
  }
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
