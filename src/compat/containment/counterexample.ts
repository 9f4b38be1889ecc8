import { memberOf } from '../../json-schema/schema/json-pointer.js';
import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { sampleJson } from '../../json-schema/sample/sample-value.js';
import { validate } from '../../json-schema/validate/validate.js';
import type { Violation, Step } from './difference.js';
import { syntheticSchema } from '../../json-schema/schema/synthetic-schema.js';
import { matches } from './property-facts.js';
import { replaced } from './replaced.js';
import { withoutKeywords } from './without-keywords.js';

export interface Compared {
  readonly differences: readonly Violation[];
  readonly writer: JsonSchema;
  readonly reader: JsonSchema;
  readonly settings: JsonSettings;
}

/** Values are put in a box, since any value may be a counterexample. */
export interface Counterexample {
  readonly value: unknown;
}

/** A counterexample of one difference. */
export interface ShownDifference extends Counterexample {
  /** Whether the reader's schema refuses the value for this difference, not only for another one. */
  readonly isCause: boolean;
}

/** As many differences of one pair are looked for by a search through the whole schema, which takes long. */
const MAX_SEARCHES = 12;

/**
 * Finds values that satisfy the writer's schema and not the reader's, and that show a difference: where the difference
 * is, the reader's schema refuses what is there.
 */
export class Counterexamples {
  private readonly compared: Compared;
  /** A value of the writer's schema, to put others into. */
  private readonly base: Counterexample | undefined;
  private searches = 0;

  constructor(compared: Compared) {
    this.compared = compared;
    this.base = this.sample([compared.writer]);
  }

  of(difference: Violation): ShownDifference | undefined {
    let shown: ShownDifference | undefined;
    const counterexamples =
      difference.counterexamples.length === 0 ? [syntheticSchema({})] : difference.counterexamples;
    for (const counter of counterexamples) {
      const route = this.route(difference.path, counter);
      if (route === undefined) continue;
      const counterexample = this.inBase(difference, counter, route) ?? this.searched(difference, route);
      if (counterexample === undefined) continue;
      const isCause = this.refusesFor(difference, counterexample.value);
      if (isCause || shown === undefined) shown = { ...counterexample, isCause };
      if (isCause) break;
    }
    return shown;
  }

  /** Whether the reader's schema refuses a value even without what causes the other differences. */
  private refusesFor({ reader: schema, keyword }: Violation, value: unknown): boolean {
    const { reader, settings, differences } = this.compared;
    const others = differences.filter((other) => other.reader !== schema || other.keyword !== keyword);
    if (others.length === 0) return true;
    const removed = others.map((other) => ({ schema: other.reader, keyword: other.keyword }));
    return validate(withoutKeywords(reader, removed), value, settings).length > 0;
  }

  /** The sample of the writer's schema with another value at the place of the difference. */
  private inBase(difference: Violation, counter: JsonSchema, { path }: Route): Counterexample | undefined {
    if (this.base === undefined || path === undefined || difference.known === undefined) return undefined;
    const part = this.sample([...difference.known, counter]);
    const whole = part && replaced(this.base.value, path, part.value);
    return whole !== undefined && this.shows(difference, whole.value, path) ? whole : undefined;
  }

  private searched(difference: Violation, { schema, path }: Route): Counterexample | undefined {
    if (this.searches++ >= MAX_SEARCHES) return undefined;
    const whole = this.sample([this.compared.writer, schema]);
    return whole !== undefined && this.shows(difference, whole.value, path) ? whole : undefined;
  }

  private shows(difference: Violation, value: unknown, path: readonly string[] | undefined): boolean {
    const { writer, reader, settings } = this.compared;
    if (validate(writer, value, settings).length > 0 || validate(reader, value, settings).length === 0) return false;
    return path === undefined || validate(difference.reader, path.reduce(memberOf, value), settings).length > 0;
  }

  private sample(schemas: readonly JsonSchema[]): Counterexample | undefined {
    const sample = sampleJson(syntheticSchema({ allOf: schemas }), {
      label: 'record',
      settings: this.compared.settings,
    });
    return sample.ok ? sample : undefined;
  }

  private route(path: readonly Step[], counter: JsonSchema): Route | undefined {
    const [step, ...rest] = path;
    if (step === undefined) return { schema: counter, path: [] };
    const inner = this.route(rest, counter);
    if (inner === undefined) return undefined;
    switch (step.kind) {
      case 'property':
        return throughProperty(step.name, inner);
      case 'other': {
        const name = this.otherName(step);
        return name === undefined ? undefined : throughProperty(name, inner);
      }
      case 'item': {
        const before = Array.from({ length: step.index }, () => syntheticSchema({}));
        const types = new Set(['array'] as const);
        const schema = syntheticSchema({ types, minItems: step.index + 1, prefixItems: [...before, inner.schema] });
        return { schema, path: inner.path && [String(step.index), ...inner.path] };
      }
      case 'name': {
        const name = this.sample([inner.schema]);
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
  private otherName({ patterns, names }: Step & { readonly kind: 'other' }): string | undefined {
    const types = new Set(['string'] as const);
    const matching =
      patterns.length === 0 ? undefined : this.sample(patterns.map((pattern) => syntheticSchema({ types, pattern })));
    const candidates = typeof matching?.value === 'string' ? [matching.value, ...NAMES] : NAMES;
    return candidates.find((name) => !names.includes(name) && patterns.every((pattern) => matches(pattern, name)));
  }
}

const NAMES = ['other', 'other1', 'another', 'x-other', 'o', '1', 'OTHER', ''];

/** The way to the place of a difference. */
interface Route {
  /** The values that have there what shows the difference. */
  readonly schema: JsonSchema;
  /** Undefined where it leads to a property's name. */
  readonly path: readonly string[] | undefined;
}

function throughProperty(name: string, inner: Route): Route {
  const properties = new Map([[name, inner.schema]]);
  const schema = syntheticSchema({ types: new Set(['object']), required: [name], properties });
  return { schema, path: inner.path && [name, ...inner.path] };
}
