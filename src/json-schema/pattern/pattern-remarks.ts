import type { JsonSchema, SchemaFault } from '../schema/json-schema.js';
import { childSchemas, inPlaceSchemas } from '../schema/schema-cycles.js';
import { placeOf } from '../validate/validate-verdict.js';
import { compilePattern, type CompiledPattern } from './compile-pattern.js';
import { foreignSyntax, type ForeignSyntax } from './foreign-syntax.js';
import { isWithinLength } from './pattern-bound.js';

/** A warning about a pattern. */
export interface PatternRemark {
  readonly code: 'slow-pattern' | 'foreign-pattern';
  readonly pattern: string;
  readonly fault: SchemaFault;
}

/** A pattern that is matched against texts of this length gets no warning. */
const LONG_TEXT = 65_536;

/** Finds the patterns of a schema, and of those that it leads to, that are limited to short texts or mean something else in other dialects. */
export function patternRemarks(root: JsonSchema): readonly PatternRemark[] {
  const remarks: PatternRemark[] = [];
  const known = new Set([root]);
  // A set hands out what is added while it is walked.
  for (const schema of known) {
    for (const part of [...inPlaceSchemas(schema), ...childSchemas(schema)]) known.add(part);
    for (const { pattern, keyword } of patternsOf(schema)) {
      const place = placeOf(schema, keyword);
      const slow = slowness(pattern, schema, keyword);
      if (slow !== undefined) remarks.push({ code: 'slow-pattern', pattern, fault: { place, ...slow } });
      const foreign = foreignSyntax(pattern);
      if (foreign.length > 0) {
        remarks.push({ code: 'foreign-pattern', pattern, fault: { place, ...foreignWords(pattern, foreign) } });
      }
    }
  }
  return remarks;
}

type Keyword = 'pattern' | 'patternProperties';
type Words = Pick<SchemaFault, 'message' | 'help'>;

function patternsOf(schema: JsonSchema): readonly { readonly pattern: string; readonly keyword: Keyword }[] {
  return [
    ...(schema.pattern === undefined ? [] : [{ pattern: schema.pattern, keyword: 'pattern' } as const]),
    ...[...schema.patternProperties.keys()].map((pattern) => ({ pattern, keyword: 'patternProperties' }) as const),
  ];
}

function slowness(pattern: string, schema: JsonSchema, keyword: Keyword): Words | undefined {
  const { matcher, maxLength } = compilePattern(pattern);
  if (maxLength >= LONG_TEXT || (keyword === 'pattern' && isWithinLength(schema, maxLength))) return undefined;
  const what = keyword === 'pattern' ? 'strings' : 'names';
  const message = `the pattern ${shown(pattern)} is slow, so ${what} of more than ${maxLength} characters are rejected: ${REASONS[reasonOf(matcher)]}`;
  const rewrite = FIXES[reasonOf(matcher)];
  const bound = `, or set "maxLength" to ${Math.floor(maxLength / 2)} or less`;
  return { message, help: `${rewrite}${keyword === 'pattern' ? bound : ''}.` };
}

function reasonOf(matcher: CompiledPattern['matcher']): 'reference' | 'size' {
  return matcher.kind === 'bounded' ? matcher.because : 'size';
}

const REASONS = {
  reference: 'it contains a backreference, which can take very long',
  size: 'it has too many repetitions and alternatives for a long string',
} as const;

const FIXES = {
  reference: 'Replace the backreference with what the group may match',
  size: 'Use smaller repetition counts, such as {1,} for {1,500}',
} as const;

function foreignWords(pattern: string, parts: readonly ForeignSyntax[]): Words {
  const sentences = parts.map(({ written, here, elsewhere }) =>
    elsewhere === undefined ? `${written} means ${here}` : `${written} means ${here}, not ${elsewhere}`,
  );
  const fixes = parts.map(({ written, fix }) => `for ${written} ${fix}`).join('; ');
  return {
    message: `in the pattern ${shown(pattern)}, as JavaScript reads it, ${sentences.join('; ')}`,
    help: `${fixes.charAt(0).toUpperCase()}${fixes.slice(1)}.`,
  };
}

/** A pattern in a message. */
function shown(pattern: string): string {
  return pattern.length > 80 ? `${pattern.slice(0, 80).replace(/\p{Cs}$/u, '')}…` : pattern;
}
