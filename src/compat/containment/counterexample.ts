import { memberOf } from '../../json-schema/schema/json-pointer.js';
import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { sampleJson } from '../../json-schema/sample/sample-value.js';
import { validate } from '../../json-schema/validate/validate.js';
import { routeTo, type Counterexample, type Route } from './counterexample-route.js';
import type { Violation } from './difference.js';
import { syntheticSchema } from '../../json-schema/schema/synthetic-schema.js';
import { replaced } from './replaced.js';
import { withoutKeywords } from './without-keywords.js';

interface Compared {
  readonly differences: readonly Violation[];
  readonly writer: JsonSchema;
  readonly reader: JsonSchema;
  readonly settings: JsonSettings;
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
interface Counterexamples {
  readonly of: (difference: Violation) => ShownDifference | undefined;
}

/** Finds counterexamples of two schemas. */
export function counterexampleFinder(compared: Compared): Counterexamples {
  /** A value of the writer's schema, to put others into. */
  const base: Counterexample | undefined = sample([compared.writer]);
  let searches = 0;

  function of(difference: Violation): ShownDifference | undefined {
    let shown: ShownDifference | undefined;
    const counterexamples =
      difference.counterexamples.length === 0 ? [syntheticSchema({})] : difference.counterexamples;
    for (const counter of counterexamples) {
      const route = routeTo(difference.path, counter, sample);
      if (route === undefined) continue;
      const counterexample = inBase(difference, counter, route) ?? searched(difference, route);
      if (counterexample === undefined) continue;
      const isCause = refusesFor(difference, counterexample.value);
      if (isCause || shown === undefined) shown = { ...counterexample, isCause };
      if (isCause) break;
    }
    return shown;
  }

  /** Whether the reader's schema refuses a value even without what causes the other differences. */
  function refusesFor({ reader: schema, keyword }: Violation, value: unknown): boolean {
    const { reader, settings, differences } = compared;
    const others = differences.filter((other) => other.reader !== schema || other.keyword !== keyword);
    if (others.length === 0) return true;
    const removed = others.map((other) => ({ schema: other.reader, keyword: other.keyword }));
    return validate(withoutKeywords(reader, removed), value, settings).length > 0;
  }

  /** The sample of the writer's schema with another value at the place of the difference. */
  function inBase(difference: Violation, counter: JsonSchema, { path }: Route): Counterexample | undefined {
    if (base === undefined || path === undefined || difference.known === undefined) return undefined;
    const part = sample([...difference.known, counter]);
    const whole = part && replaced(base.value, path, part.value);
    return whole !== undefined && shows(difference, whole.value, path) ? whole : undefined;
  }

  function searched(difference: Violation, { schema, path }: Route): Counterexample | undefined {
    if (searches++ >= MAX_SEARCHES) return undefined;
    const whole = sample([compared.writer, schema]);
    return whole !== undefined && shows(difference, whole.value, path) ? whole : undefined;
  }

  function shows(difference: Violation, value: unknown, path: readonly string[] | undefined): boolean {
    const { writer, reader, settings } = compared;
    if (validate(writer, value, settings).length > 0 || validate(reader, value, settings).length === 0) return false;
    return path === undefined || validate(difference.reader, path.reduce(memberOf, value), settings).length > 0;
  }

  function sample(schemas: readonly JsonSchema[]): Counterexample | undefined {
    const sample = sampleJson(syntheticSchema({ allOf: schemas }), {
      label: 'record',
      settings: compared.settings,
    });
    return sample.ok ? sample : undefined;
  }

  return { of };
}
