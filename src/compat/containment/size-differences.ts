import { counted } from '../../diagnostics/counted.js';
import type { JsonSchema, JsonType } from '../../json-schema/schema/json-schema.js';
import { syntheticSchema } from '../../json-schema/schema/synthetic-schema.js';
import type { Count } from './count.js';
import { violation, type Violation } from './difference.js';

interface SizeKeywords {
  readonly type: JsonType;
  readonly least: 'minLength' | 'minItems' | 'minProperties';
  readonly most: 'maxLength' | 'maxItems' | 'maxProperties';
  readonly unit: string;
}

/** Which sizes of texts, arrays or objects a schema refuses. */
export function sizeDifferences(
  reader: JsonSchema,
  { type, least, most, unit }: SizeKeywords,
  sizeOf: () => Count,
): readonly Violation[] {
  const [low, high] = [reader[least], reader[most]];
  if (low === undefined && high === undefined) return [];
  const size = sizeOf();
  const types = new Set([type]);
  const [kind, below, above] =
    type === 'string'
      ? (['length', 'may be shorter than', 'may be longer than'] as const)
      : (['count', 'may have fewer than', 'may have more than'] as const);
  const differences: Violation[] = [];
  if (low !== undefined && size.min < low) {
    const counterexamples = [syntheticSchema({ types, [most]: low - 1 })];
    differences.push(violation(reader, least, { kind, reason: `${below} ${counted(low, unit)}`, counterexamples }));
  }
  if (high !== undefined && size.max > high) {
    const counterexamples = [syntheticSchema({ types, [least]: high + 1 })];
    differences.push(violation(reader, most, { kind, reason: `${above} ${counted(high, unit)}`, counterexamples }));
  }
  return differences;
}
