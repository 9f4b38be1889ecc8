/** A value of a template: plain data, or an expression that the tool computes when it deploys. */
export type Value = string | number | boolean | null | readonly Value[] | Expression | ValueMap;

export interface ValueMap {
  readonly $?: never;
  readonly [name: string]: Value;
}

/** `$` identifies an expression: no property of a resource has this name. */
export type Expression =
  | { readonly $: 'parameter'; readonly name: string }
  /** The account, region or partition (`aws`, `aws-cn`) that the template is deployed to. */
  | { readonly $: 'pseudo'; readonly name: 'AccountId' | 'Region' | 'Partition' }
  /** The ARN or the id of a resource of the stack. */
  | { readonly $: 'attribute'; readonly resource: string; readonly name: 'Arn' | 'Ref' }
  | { readonly $: 'text'; readonly parts: readonly Value[] }
  /** A text with a part of it replaced: the ARN of a topic is that of its cluster with another kind. */
  | { readonly $: 'replaced'; readonly in: Value; readonly from: string; readonly to: string }
  /** A value as JSON text. */
  | { readonly $: 'json'; readonly value: ValueMap };

const KINDS: ReadonlySet<unknown> = new Set<Expression['$']>([
  'parameter',
  'pseudo',
  'attribute',
  'text',
  'replaced',
  'json',
]);

/** A filter pattern can have `$` as the name of a field, but not one of these as its condition. */
export function isExpression(value: Value): value is Expression {
  return typeof value === 'object' && value !== null && !isList(value) && KINDS.has(value.$);
}

export function isMap(value: Value): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isExpression(value);
}

/** Whether it is a list; `Array.isArray` does not narrow readonly ones. */
export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function parameter(name: string): Expression {
  return { $: 'parameter', name };
}

export function pseudo(name: 'AccountId' | 'Region' | 'Partition'): Expression {
  return { $: 'pseudo', name };
}

export function arnOf(resource: string): Expression {
  return { $: 'attribute', resource, name: 'Arn' };
}

export function refTo(resource: string): Expression {
  return { $: 'attribute', resource, name: 'Ref' };
}

/** Concatenates values; adjacent strings become one. */
export function text(...values: readonly Value[]): Value {
  const parts: Value[] = [];
  for (const value of values.flatMap((one) => (isExpression(one) && one.$ === 'text' ? one.parts : [one]))) {
    const last = parts.at(-1);
    if (typeof value === 'string' && typeof last === 'string') parts[parts.length - 1] = last + value;
    else if (value !== '') parts.push(value);
  }
  const [only] = parts;
  return parts.length === 0 ? '' : parts.length === 1 && only !== undefined ? only : { $: 'text', parts };
}

const PARAMETER = /\$\{(AWS::)?([A-Za-z][A-Za-z0-9]*)\}/g;

/** A setting of the config as a value: `${Name}` in it is a parameter, `${AWS::Region}` the region. */
export function settingValue(setting: string): Value {
  const parts: Value[] = [];
  let end = 0;
  for (const match of setting.matchAll(PARAMETER)) {
    const [whole, prefix, name = ''] = match;
    parts.push(setting.slice(end, match.index));
    parts.push(prefix === undefined ? parameter(name) : pseudo(pseudoName(name)));
    end = match.index + whole.length;
  }
  return text(...parts, setting.slice(end));
}

/** The `${…}` in settings that `settingValue` takes literally, or takes for another one. */
export function unknownNamesIn(settings: unknown): readonly string[] {
  if (typeof settings === 'string')
    return [...settings.matchAll(/\$\{[^}]*\}?/g)]
      .map(([whole]) => whole)
      .filter((one) => !/^\$\{(?:[A-Za-z][A-Za-z0-9]*|AWS::(?:AccountId|Partition|Region))\}$/.test(one));
  return typeof settings === 'object' && settings !== null ? Object.values(settings).flatMap(unknownNamesIn) : [];
}

function pseudoName(name: string): 'AccountId' | 'Region' | 'Partition' {
  return name === 'Region' || name === 'Partition' ? name : 'AccountId';
}

/** The expressions in a value, those inside others too. */
export function expressionsIn(value: Value): readonly Expression[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isList(value)) return value.flatMap(expressionsIn);
  if (!isExpression(value)) return Object.values(value).flatMap(expressionsIn);
  switch (value.$) {
    case 'text':
      return value.parts.flatMap(expressionsIn);
    case 'replaced':
      return expressionsIn(value.in);
    default:
      return [value];
  }
}

/** A value that is a string; empty for any other. */
export function stringIn(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}
