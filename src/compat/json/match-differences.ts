import { addTo } from '../../diagnostics/group-by.js';
import type { JsonDifferenceKind } from '../containment/difference.js';
import type { JsonChange, JsonChangeKind } from './json-change.js';
import type { JsonDifference } from './json-compatibility.js';

/**
 * Finds the changes that bring differences about: those at the same value that fit, or else any there, or else those at the
 * nearest value around it, or within it. A difference may have several, and a change too. `writer`: whose records these are.
 */
export function matchDifferences(
  differences: readonly JsonDifference[],
  changes: readonly JsonChange[],
  writer: 'older' | 'newer',
): ReadonlyMap<JsonChange, readonly JsonDifference[]> {
  const telling = changes.filter((change) => !isSilent(change));
  const matched = new Map<JsonChange, JsonDifference[]>();
  for (const difference of differences) {
    for (const change of causesOf(difference, telling, writer)) addTo(matched, change, difference);
  }
  return matched;
}

/** Whether no record is refused for it. */
function isSilent(change: JsonChange): boolean {
  return SILENT.has(change.kind) || (change.kind === 'constraint' && SILENT_KEYWORDS.has(keywordOf(change)));
}

const SILENT: ReadonlySet<JsonChangeKind> = new Set(['default', 'deprecated', 'documentation']);
const SILENT_KEYWORDS: ReadonlySet<string> = new Set(['contentEncoding', 'contentMediaType']);

function causesOf(
  difference: JsonDifference,
  changes: readonly JsonChange[],
  writer: 'older' | 'newer',
): readonly JsonChange[] {
  const { kind, pointer } = difference;
  const here = changes.filter((change) => change.pointer === pointer);
  const { kinds, keywords = [] } = CAUSES[kind];
  const exact = here.filter((change) => change.kind === 'constraint' && keywordOf(change) === keywordOf(difference));
  if (exact.length > 0) return exact;
  const fitting = here.filter((change) =>
    change.kind === 'constraint'
      ? keywords.includes(keywordOf(change))
      : kinds.includes(writer === 'newer' ? change.kind : (MIRRORED[change.kind] ?? change.kind)),
  );
  if (fitting.length > 0) return fitting;
  if (here.length > 0) return here;
  const around = changes.filter((change) => isWithin(pointer, change.pointer));
  if (around.length > 0) {
    const nearest = Math.max(...around.map((change) => change.pointer.length));
    return around.filter((change) => change.pointer.length === nearest);
  }
  return changes.filter((change) => isWithin(change.pointer, pointer));
}

function isWithin(pointer: string, outer: string): boolean {
  return pointer.startsWith(`${outer}/`);
}

/** The keyword, as its draft spells it. */
function keywordOf({ place }: Pick<JsonChange | JsonDifference, 'place'>): string {
  return place.pointer.slice(place.pointer.lastIndexOf('/') + 1);
}

/** What a change is for records of the older version. */
const MIRRORED: Readonly<Partial<Record<JsonChangeKind, JsonChangeKind>>> = {
  'property-added': 'property-removed',
  'property-removed': 'property-added',
  'became-required': 'became-optional',
  'became-optional': 'became-required',
  'value-added': 'value-removed',
  'value-removed': 'value-added',
  'alternative-added': 'alternative-removed',
  'alternative-removed': 'alternative-added',
};

interface Causes {
  readonly kinds: readonly JsonChangeKind[];
  /** Of a constraint. */
  readonly keywords?: readonly string[];
}

/** What may make the older version refuse records of the newer one. */
const CAUSES: Readonly<Record<JsonDifferenceKind, Causes>> = {
  type: { kinds: ['type'] },
  values: { kinds: ['value-added'], keywords: ['enum', 'const'] },
  range: { kinds: [], keywords: ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'] },
  multiple: { kinds: [], keywords: ['multipleOf'] },
  length: { kinds: [], keywords: ['minLength', 'maxLength'] },
  pattern: { kinds: [], keywords: ['pattern'] },
  format: { kinds: [], keywords: ['format'] },
  required: { kinds: ['became-optional', 'property-removed'] },
  dependent: { kinds: [], keywords: ['dependentRequired', 'dependencies'] },
  closed: { kinds: ['property-added', 'other-properties'] },
  undeclared: { kinds: ['property-removed', 'other-properties'] },
  count: { kinds: [], keywords: ['minItems', 'maxItems', 'minProperties', 'maxProperties'] },
  name: { kinds: [], keywords: ['propertyNames'] },
  unique: { kinds: [], keywords: ['uniqueItems'] },
  contains: { kinds: [], keywords: ['contains', 'minContains', 'maxContains'] },
  alternatives: { kinds: ['alternative-added', 'alternative-removed'] },
  not: { kinds: [], keywords: ['not'] },
  never: { kinds: ['type'] },
  limit: { kinds: [] },
};
