import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import { syntheticSchema } from '../../json-schema/schema/synthetic-schema.js';
import type { Step } from './difference.js';
import { matches } from './property-facts.js';

/** Values are put in a box, since any value may be a counterexample. */
export interface Counterexample {
  readonly value: unknown;
}

/** A value that satisfies all of the schemas, if one is found. */
type SampleOf = (schemas: readonly JsonSchema[]) => Counterexample | undefined;

/** The way to the place of a difference. */
export interface Route {
  /** The values that have there what shows the difference. */
  readonly schema: JsonSchema;
  /** Undefined where it leads to a property's name. */
  readonly path: readonly string[] | undefined;
}

/** The way along a path to a place where a value of `counter` shows a difference; undefined where no value has such a place. */
export function routeTo(path: readonly Step[], counter: JsonSchema, sample: SampleOf): Route | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return { schema: counter, path: [] };
  const inner = routeTo(rest, counter, sample);
  if (inner === undefined) return undefined;
  switch (step.kind) {
    case 'property':
      return throughProperty(step.name, inner);
    case 'other': {
      const name = otherName(step, sample);
      return name === undefined ? undefined : throughProperty(name, inner);
    }
    case 'item': {
      const before = Array.from({ length: step.index }, () => syntheticSchema({}));
      const types = new Set(['array'] as const);
      const schema = syntheticSchema({ types, minItems: step.index + 1, prefixItems: [...before, inner.schema] });
      return { schema, path: inner.path && [String(step.index), ...inner.path] };
    }
    case 'name': {
      const name = sample([inner.schema]);
      if (typeof name?.value !== 'string') return undefined;
      return { schema: syntheticSchema({ types: new Set(['object']), required: [name.value] }), path: undefined };
    }
    case 'case': {
      const not = step.negative.length === 0 ? undefined : syntheticSchema({ anyOf: step.negative });
      return { schema: syntheticSchema({ allOf: [...step.positive, inner.schema], not }), path: inner.path };
    }
  }
}

/** A name that no schema has. */
function otherName({ patterns, names }: Step & { readonly kind: 'other' }, sample: SampleOf): string | undefined {
  const types = new Set(['string'] as const);
  const matching =
    patterns.length === 0 ? undefined : sample(patterns.map((pattern) => syntheticSchema({ types, pattern })));
  const candidates = typeof matching?.value === 'string' ? [matching.value, ...NAMES] : NAMES;
  return candidates.find((name) => !names.includes(name) && patterns.every((pattern) => matches(pattern, name)));
}

function throughProperty(name: string, inner: Route): Route {
  const properties = new Map([[name, inner.schema]]);
  const schema = syntheticSchema({ types: new Set(['object']), required: [name], properties });
  return { schema, path: inner.path && [name, ...inner.path] };
}

const NAMES = ['other', 'other1', 'another', 'x-other', 'o', '1', 'OTHER', ''];
