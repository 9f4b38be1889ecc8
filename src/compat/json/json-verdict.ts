import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import type { Verdict } from '../comparison.js';
import { atPath } from '../field-path.js';
import { compareJsonSchemas, type JsonCompatibility } from './json-compatibility.js';

/** Whether every record of the writer's schema is valid against the reader's. */
export function jsonVerdict(writer: JsonSchema, reader: JsonSchema, settings: JsonSettings): Verdict {
  const found = compareJsonSchemas(writer, reader, settings);
  const answer = { compatible: 'yes', incompatible: 'no', undecided: 'undecided' } as const;
  return { answer: answer[found.verdict], reasons: differenceTexts(found) };
}

/** Each difference in a sentence, those that a value shows first. */
export function differenceTexts(found: JsonCompatibility): readonly string[] {
  if (found.verdict === 'compatible') return [];
  const sorted = [...found.differences].sort((a, b) => Number(b.certain) - Number(a.certain));
  return sorted.map(({ path, reason, certain }) =>
    atPath(path, certain ? reason : `${reason} (no counterexample found)`),
  );
}
