import type { JsonPart } from '../../model/topic-model.js';
import type { Comparison, Effect, SchemaChange, Verdict } from '../comparison.js';
import { describeJsonChanges } from './json-changes.js';
import type { JsonChange, JsonChangeKind } from './json-change.js';
import { compareJsonSchemas, type JsonCompatibility, type JsonDifference } from './json-compatibility.js';
import { jsonTypeSurface } from './json-type-surface.js';
import { differenceTexts } from './json-verdict.js';
import { matchDifferences } from './match-differences.js';
import { shownText } from '../shown-text.js';
import { worstEffect } from '../worst-effect.js';

/** What a comparison has to know of a JSON key or value. */
type JsonPartView = Pick<JsonPart, 'settings'> & { readonly reader: Pick<JsonPart['reader'], 'schema'> };

/**
 * Compares two versions of a JSON Schema for the consumer of a topic, which validates every record by its own version.
 * A property that one version does not declare, and does not rule out either, may hold anything there: by the schemas
 * such a record is refused, but whether there is one is `undecided`.
 */
export function compareJson(before: JsonPartView, after: JsonPartView): Comparison {
  const [old, young] = [before.reader.schema, after.reader.schema];
  const toDeployed = compareJsonSchemas(young, old, before.settings);
  const toRegenerated = compareJsonSchemas(old, young, after.settings);
  const changes = describeJsonChanges(old, young);
  const types = { before: jsonTypeSurface(old, before.settings), after: jsonTypeSurface(young, after.settings) };
  const isSameType = types.before.text === types.after.text;
  const touching = isSameType ? new Set<JsonChange>() : touchingTypes(changes);
  const deployed = matchDifferences(differencesOf(toDeployed), changes, 'newer');
  const regenerated = matchDifferences(differencesOf(toRegenerated), changes, 'older');
  const schemaChanges = changes.map((change) => {
    const faults = [
      ...faultsOf('the deployed consumer', 'new', deployed.get(change)),
      ...faultsOf('the regenerated consumer', 'old', regenerated.get(change)),
    ];
    const effect = worstEffect([...faults.map((fault) => fault.effect), touching.has(change) ? 'types' : 'safe']);
    return schemaChange(change, effect, faults.map(({ reason }) => reason).join('; ') || undefined);
  });
  if (!isSameType && touching.size === 0) schemaChanges.push(typeNameChange(types.before.names, types.after.names));
  const verdicts = { deployedReadsNew: verdictOf(toDeployed), regeneratedReadsOld: verdictOf(toRegenerated) };
  return {
    effect: worstEffect([
      ...schemaChanges.map(({ effect }) => effect),
      ...Object.values(verdicts).map(({ answer }) => ANSWER_EFFECTS[answer]),
    ]),
    changes: schemaChanges,
    ...verdicts,
  };
}

const ANSWER_EFFECTS = { yes: 'safe', undecided: 'undecided', no: 'breaks' } as const satisfies Record<
  Verdict['answer'],
  Effect
>;

function differencesOf(found: JsonCompatibility): readonly JsonDifference[] {
  return found.verdict === 'compatible' ? [] : found.differences;
}

function verdictOf(found: JsonCompatibility): Verdict {
  if (found.verdict === 'compatible') return { answer: 'yes', reasons: [] };
  return { answer: found.differences.some(isCertain) ? 'no' : 'undecided', reasons: differenceTexts(found) };
}

/** Whether a record shows it, and not only one that holds what no version ever declared. */
function isCertain({ certain, kind }: JsonDifference): boolean {
  return certain && kind !== 'undeclared';
}

interface Fault {
  readonly effect: Effect;
  readonly reason: string;
}

function faultsOf(consumer: string, age: 'new' | 'old', differences: readonly JsonDifference[] = []): readonly Fault[] {
  const [first] = [...differences].sort((a, b) => Number(isCertain(b)) - Number(isCertain(a)));
  if (first === undefined) return [];
  const [verb, effect] = isCertain(first) ? (['rejects', 'breaks'] as const) : (['may reject', 'undecided'] as const);
  return [{ effect, reason: `${consumer} ${verb} ${age} records: ${first.path || 'the value'} ${first.reason}` }];
}

/** Kinds that types never show; what else there is to know of a change is in its keyword. */
const UNTYPED: ReadonlySet<JsonChangeKind> = new Set(['default', 'deprecated', 'documentation']);
const UNTYPED_KEYWORDS =
  /\/(?:minimum|exclusiveMinimum|maximum|exclusiveMaximum|multipleOf|minLength|maxLength|pattern|contentEncoding|contentMediaType|minProperties|maxProperties|uniqueItems)$/;

/** The changes that generated types show, where types differ: all that may, or else titles, which name types. */
function touchingTypes(changes: readonly JsonChange[]): ReadonlySet<JsonChange> {
  const found = changes.filter(
    ({ kind, place }) => !UNTYPED.has(kind) && !(kind === 'constraint' && UNTYPED_KEYWORDS.test(place.pointer)),
  );
  return new Set(found.length > 0 ? found : changes.filter(({ place }) => place.pointer.endsWith('/title')));
}

/** What no change of a value shows: types that are called otherwise, or made otherwise of the same schema. */
function typeNameChange(before: readonly string[], after: readonly string[]): SchemaChange {
  const texts = [before.filter((name) => !after.includes(name)), after.filter((name) => !before.includes(name))].map(
    (names) => shownText(names.join(', ')) || undefined,
  );
  const [was, is] = texts;
  const isRenamed = was !== undefined || is !== undefined;
  const reason = isRenamed ? 'generated types are renamed' : 'generated types differ';
  return { path: '', kind: isRenamed ? 'renamed' : 'type', before: was, after: is, effect: 'types', reason };
}

function schemaChange(change: JsonChange, effect: Effect, reason: string | undefined): SchemaChange {
  return { path: change.path, ...changeKind(change), effect, reason };
}

function changeKind({ kind, before, after }: JsonChange): Pick<SchemaChange, 'kind' | 'before' | 'after'> {
  switch (kind) {
    case 'property-added':
      return { kind: 'added', before, after };
    case 'property-removed':
      return { kind: 'removed', before, after };
    case 'became-required':
      return { kind: 'optionality', before: 'optional', after: 'required' };
    case 'became-optional':
      return { kind: 'optionality', before: 'required', after: 'optional' };
    case 'other-properties':
      return {
        kind: 'constraint',
        before: `other properties: ${before ?? ''}`,
        after: `other properties: ${after ?? ''}`,
      };
    case 'type':
    case 'constraint':
    case 'default':
      return { kind, before, after };
    case 'value-added':
    case 'value-removed':
      return { kind: 'values', before, after };
    case 'alternative-added':
    case 'alternative-removed':
      return { kind: 'type', before: alternative(before), after: alternative(after) };
    case 'deprecated':
    case 'documentation':
      return { kind: 'doc', before, after };
  }
}

function alternative(name: string | undefined): string | undefined {
  return name === undefined ? undefined : `alternative ${name}`;
}
