/** What is written in a setting's place: validation and the published JSON Schema follow from it. */
export type Rule =
  | { readonly kind: 'string'; readonly minLength?: number; readonly pattern?: RegExp }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'int'; readonly minimum?: number }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'array'; readonly element: Setting }
  | { readonly kind: 'record'; readonly key: Setting; readonly value: Setting }
  /** `isOpen`: other members may stand next to those of the shape. */
  | { readonly kind: 'object'; readonly shape: Shape; readonly isOpen?: boolean }
  | { readonly kind: 'union'; readonly options: readonly Setting[] }
  /** A union of objects with one discriminator. */
  | { readonly kind: 'tagged'; readonly tag: string; readonly options: readonly Setting[] };

export type Shape = Readonly<Record<string, Setting>>;

/** Members of the published JSON Schema that do not count in validation. */
export interface Notes {
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly pattern?: string;
  readonly minProperties?: number;
  /** Of a number; the rules that name the reason check the range. */
  readonly minimum?: number;
  readonly maximum?: number;
}

/**
 * A setting of the config: one definition of its type, its validation and its JSON Schema. The functions below make settings, with
 * the names of zod's: zod itself takes longer to load than a complete `check` of a project that is in sync.
 */
export class Setting<Value = unknown, IsOptional extends boolean = boolean> {
  /** The type of a valid value; there at compile time only. */
  declare readonly type: Value;
  readonly rule: Rule;
  readonly notes: Notes;
  readonly isOptional: IsOptional;
  /** Whether null can stand in its place, which takes away what the defaults say. */
  readonly isNullable: boolean;

  constructor(rule: Rule, isOptional: IsOptional, notes: Notes = {}, isNullable = false) {
    this.rule = rule;
    this.isOptional = isOptional;
    this.notes = notes;
    this.isNullable = isNullable;
  }

  optional(): Setting<Value | undefined, true> {
    return new Setting(this.rule, true, this.notes, this.isNullable);
  }

  nullable(): Setting<Value | null, IsOptional> {
    return new Setting(this.rule, this.isOptional, this.notes, true);
  }

  describe(description: string): Setting<Value, IsOptional> {
    return this.meta({ description });
  }

  meta(notes: Notes): Setting<Value, IsOptional> {
    return new Setting(this.rule, this.isOptional, { ...this.notes, ...notes }, this.isNullable);
  }

  /** The value with its type, after validation found nothing wrong with it. */
  valid(value: unknown): Value {
    // The type is what validation established.
    return value as Value;
  }
}

type Mandatory<Value> = Setting<Value, false>;

export type Infer<S extends Setting> = S['type'];

type OptionalKeys<S extends Shape> = { [K in keyof S]: S[K]['isOptional'] extends true ? K : never }[keyof S];

type ObjectOf<S extends Shape> = { [K in Exclude<keyof S, OptionalKeys<S>>]: S[K]['type'] } & {
  [K in OptionalKeys<S>]?: S[K]['type'];
} extends infer Value
  ? { [K in keyof Value]: Value[K] }
  : never;

export function string(limits: { readonly minLength?: number; readonly pattern?: RegExp } = {}): Mandatory<string> {
  return new Setting({ kind: 'string', ...limits }, false);
}

export function boolean(): Mandatory<boolean> {
  return new Setting({ kind: 'boolean' }, false);
}

/** Anything that JSON can be. */
export function unknown(): Mandatory<unknown> {
  return new Setting({ kind: 'unknown' }, false);
}

export function int(limits: { readonly minimum?: number } = {}): Mandatory<number> {
  return new Setting({ kind: 'int', ...limits }, false);
}

function oneOf<const Value extends string>(values: readonly Value[]): Mandatory<Value> {
  return new Setting({ kind: 'enum', values }, false);
}
export { oneOf as enum };

export function literal<const Value extends string>(value: Value): Mandatory<Value> {
  return new Setting({ kind: 'literal', value }, false);
}

export function array<S extends Setting>(element: S): Mandatory<S['type'][]> {
  return new Setting({ kind: 'array', element }, false);
}

export function record<S extends Setting>(key: Setting<string>, value: S): Mandatory<Record<string, S['type']>> {
  return new Setting({ kind: 'record', key, value }, false);
}

/** An object of known settings; others are a fault. */
export function strictObject<const S extends Shape>(shape: S): ObjectSetting<S> {
  return new ObjectSetting(shape, false);
}

/** An object that may have other members. */
export function object<const S extends Shape>(shape: S): ObjectSetting<S> {
  return new ObjectSetting(shape, true);
}

export class ObjectSetting<S extends Shape> extends Setting<ObjectOf<S>, false> {
  readonly shape: S;

  constructor(shape: S, isOpen: boolean) {
    super({ kind: 'object', shape, isOpen }, false);
    this.shape = shape;
  }
}

export function union<const S extends readonly Setting[]>(options: S): Mandatory<S[number]['type']> {
  return new Setting({ kind: 'union', options }, false);
}

export function discriminatedUnion<const S extends readonly Setting[]>(
  tag: string,
  options: S,
): Mandatory<S[number]['type']> {
  return new Setting({ kind: 'tagged', tag, options }, false);
}

/** The same settings, each of which can be null. */
export function nullableShape<const S extends Shape>(
  shape: S,
): { readonly [K in keyof S]: Setting<S[K]['type'] | null, S[K]['isOptional']> } {
  const entries = Object.entries(shape).map(([name, setting]) => [name, setting.nullable()]);
  // Each entry has the type that the mapped type gives it.
  return Object.fromEntries(entries) as { readonly [K in keyof S]: Setting<S[K]['type'] | null, S[K]['isOptional']> };
}
