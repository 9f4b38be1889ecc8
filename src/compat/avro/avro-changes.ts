import { flatText } from '../../code/print-layout.js';
import { nameTypes, type NamedTypes } from '../../avro/named-types.js';
import { typeMembers } from '../../avro/type-text.js';
import { branchName, type EnumType, type Field } from '../../runtime/resolution/schema.js';
import type { FieldShape, LeafShape, RecordShape } from '../../runtime/resolution/value-shape.js';
import {
  annotations,
  change,
  limited,
  listed,
  under,
  type AvroChange,
  type AvroConsumers,
  type Both,
} from './avro-change.js';
import { branchesOf, pairBranches, type AvroNode } from './avro-node.js';
import type { RecordPair } from './avro-reader.js';
import { avroWords, orderedWords } from './avro-words.js';
import { enumChanges } from './enum-changes.js';
import { branchStep, fieldStep, ITEM_STEP, VALUE_STEP } from '../field-path.js';
import { pairFields } from './pair-fields.js';
import { shownText, shownValue } from '../shown-text.js';

/** What differs between two versions of an Avro type, and what each of the consumers makes of it. */
export function avroChanges(consumers: AvroConsumers, { before, after }: Both<AvroNode>): readonly AvroChange[] {
  const namesOf = ({ shape }: AvroNode) => nameTypes([shape], { root: new Map(), reserved: [] });
  const names = { before: namesOf(before), after: namesOf(after) };
  return changesBetween({ consumers, names, known: new Map() }, before, after);
}

interface Search {
  readonly consumers: AvroConsumers;
  readonly names: Both<NamedTypes>;
  /** What changed between pairs of records. Empty while it is being computed: a recursive record is reported once. */
  readonly known: Map<string, readonly AvroChange[]>;
}

/** In the order of the newer version; what a record has no more comes after its other fields. */
function changesBetween(search: Search, before: AvroNode, after: AvroNode): readonly AvroChange[] {
  const [was, is] = [before.shape, after.shape];
  if (was.kind === 'union' || is.kind === 'union') return unionChanges(search, before, after);
  if (was.kind === 'record' && is.kind === 'record') return recordChanges(search, was, is);
  if (was.kind === 'enum' && is.kind === 'enum') return enumChangesOf(search, was.type, is.type);
  if (before.type.kind === 'array' && after.type.kind === 'array' && was.kind === 'array' && is.kind === 'array') {
    const items = changesBetween(
      search,
      { type: before.type.items, shape: was.items },
      { type: after.type.items, shape: is.items },
    );
    return [...annotations(before.type, after.type), ...under(ITEM_STEP, items)];
  }
  if (before.type.kind === 'map' && after.type.kind === 'map' && was.kind === 'map' && is.kind === 'map') {
    const values = changesBetween(
      search,
      { type: before.type.values, shape: was.values },
      { type: after.type.values, shape: is.values },
    );
    return [...annotations(before.type, after.type), ...under(VALUE_STEP, values)];
  }
  if (was.kind === 'leaf' && is.kind === 'leaf') return leafChanges(search, was, is);
  return [typeChange(search, before, after, valueFaults(search, before, after))];
}

function valueFaults(search: Search, before: AvroNode, after: AvroNode): Pick<AvroChange, 'deployed' | 'regenerated'> {
  return {
    deployed: search.consumers.deployed.value(after, before),
    regenerated: search.consumers.regenerated.value(before, after),
  };
}

function typeChange(
  search: Search,
  before: AvroNode,
  after: AvroNode,
  faults: Pick<AvroChange, 'deployed' | 'regenerated'>,
): AvroChange {
  const words = { before: avroWords(before.type), after: avroWords(after.type) };
  return {
    ...change('type', words),
    types: textOf(search, before, 'before') !== textOf(search, after, 'after'),
    ...faults,
  };
}

/** The type in TypeScript, whatever the order of its members. */
function textOf(search: Search, { shape }: AvroNode, version: keyof Both<unknown>): string {
  const members = typeMembers(shape, search.names[version], { declared: (name) => name, global: (name) => name });
  return members.map(flatText).sort().join(' | ');
}

function leafChanges(search: Search, was: LeafShape, is: LeafShape): readonly AvroChange[] {
  const [before, after] = [
    { type: was.type, shape: was },
    { type: is.type, shape: is },
  ];
  const changes = annotations(was.type, is.type);
  const [from, to] = [was.type, is.type];
  if (from.kind === 'fixed' && to.kind === 'fixed' && from.fullName !== to.fullName) {
    const isSame = avroWords({ ...from, fullName: to.fullName }) === avroWords(to);
    const words = { before: from.fullName, after: to.fullName };
    if (isSame) return [{ ...change('renamed', words), ...valueFaults(search, before, after) }, ...changes];
  }
  if (avroWords(from) !== avroWords(to))
    return [typeChange(search, before, after, valueFaults(search, before, after)), ...changes];
  if (was.form === is.form) return changes;
  const forms = { before: `${avroWords(from)} as ${was.form}`, after: `${avroWords(to)} as ${is.form}` };
  return [{ ...change('type', forms), types: true }, ...changes];
}

function unionChanges(search: Search, before: AvroNode, after: AvroNode): readonly AvroChange[] {
  const [old, young] = [branchesOf(before), branchesOf(after)];
  const pairs = pairBranches(old, young);
  const named = [old, young].some((branches) => branches.filter(({ type }) => type.kind !== 'null').length > 1);
  const inner = young.flatMap((is) => {
    const was = pairs.get(is);
    if (was === undefined || isLeafChange(was, is)) return [];
    const changes = changesBetween(search, was, is);
    return named ? under(branchStep(branchName(is.type)), changes) : changes;
  });
  return [...branchChanges(search, { before, after }, pairs), ...inner];
}

/** Which branches there are. */
function branchChanges(
  search: Search,
  { before, after }: Both<AvroNode>,
  pairs: ReadonlyMap<AvroNode, AvroNode>,
): readonly AvroChange[] {
  const [old, young] = [branchesOf(before), branchesOf(after)];
  const kept = new Set([...pairs].flatMap(([is, was]) => (isLeafChange(was, is) ? [] : [was, is])));
  const [gone, added] = [old.filter((branch) => !kept.has(branch)), young.filter((branch) => !kept.has(branch))];
  const faults = {
    deployed: search.consumers.deployed.union(after, before, added),
    regenerated: search.consumers.regenerated.union(before, after, gone),
  };
  const isOther = gone.length + added.length > 0 || before.shape.kind !== after.shape.kind;
  if (isOther) return [typeChange(search, before, after, faults)];
  const inOrder = young.every((is, index) => pairs.get(is) === old[index]);
  if (inOrder) return [];
  const words = {
    before: orderedWords(old.map(({ type }) => type)),
    after: orderedWords(young.map(({ type }) => type)),
  };
  return [{ ...change('order', words), ...faults }];
}

function enumChangesOf(search: Search, was: EnumType, is: EnumType): readonly AvroChange[] {
  const isSameName = search.names.before.nameOf(was) === search.names.after.nameOf(is);
  return enumChanges(search.consumers, { before: was, after: is }, isSameName);
}

function recordChanges(search: Search, was: RecordShape, is: RecordShape): readonly AvroChange[] {
  const key = `${was.type.fullName} ${is.type.fullName}`;
  const known = search.known.get(key);
  if (known !== undefined) return known;
  search.known.set(key, []);
  const changes = limited([
    ...recordNameChanges(search, was, is),
    ...annotations(was.type, is.type),
    ...fieldChanges(search, was, is),
  ]);
  search.known.set(key, changes);
  return changes;
}

function recordNameChanges(search: Search, was: RecordShape, is: RecordShape): readonly AvroChange[] {
  if (was.type.fullName === is.type.fullName) return [];
  const { deployed, regenerated } = search.consumers;
  return [
    {
      ...change('renamed', { before: was.type.fullName, after: is.type.fullName }),
      types: was.tagged || is.tagged || search.names.before.nameOf(was) !== search.names.after.nameOf(is),
      deployed: deployed.recordName({ writer: is.type, reader: was }),
      regenerated: regenerated.recordName({ writer: was.type, reader: is }),
    },
  ];
}

function fieldChanges(search: Search, was: RecordShape, is: RecordShape): readonly AvroChange[] {
  const { deployed, regenerated } = search.consumers;
  const [toNew, toOld] = [
    { writer: is.type, reader: was },
    { writer: was.type, reader: is },
  ];
  const pairs = pairFields(was.fields, is.fields);
  const matched = new Set(pairs.values());
  const gone = was.fields.filter((field) => !matched.has(field));
  return [
    ...fieldOrderChanges(search, was, pairs),
    ...is.fields.flatMap((after) => {
      const before = pairs.get(after);
      if (before !== undefined)
        return under(fieldStep(after.field.name), changesOfField(search, before, after, { toNew, toOld }));
      const added = change('added', { before: undefined, after: avroWords(after.field.type) });
      const faults = { deployed: deployed.surplus(after.field), regenerated: regenerated.lacking(toOld, after) };
      return under(fieldStep(after.field.name), [{ ...added, types: true, ...faults }]);
    }),
    ...gone.flatMap((before) => {
      const removed = change('removed', { before: avroWords(before.field.type), after: undefined });
      const faults = { deployed: deployed.lacking(toNew, before), regenerated: regenerated.surplus(before.field) };
      return under(fieldStep(before.field.name), [{ ...removed, types: true, ...faults }]);
    }),
  ];
}

function fieldOrderChanges(
  search: Search,
  was: RecordShape,
  pairs: ReadonlyMap<FieldShape, FieldShape>,
): readonly AvroChange[] {
  const young = [...pairs.keys()];
  const matched = new Set(pairs.values());
  const old = was.fields.filter((field) => matched.has(field));
  if (young.every((field, index) => pairs.get(field) === old[index])) return [];
  const names = (fields: readonly FieldShape[]) => listed(fields.map(({ field }) => field.name));
  const { deployed, regenerated } = search.consumers;
  const words = { before: names(old), after: names(young) };
  return [{ ...change('order', words), deployed: deployed.fieldOrder(), regenerated: regenerated.fieldOrder() }];
}

function changesOfField(
  search: Search,
  before: FieldShape,
  after: FieldShape,
  { toNew, toOld }: RecordPairs,
): readonly AvroChange[] {
  const [was, is] = [before.field, after.field];
  const { deployed, regenerated } = search.consumers;
  const isRenamed = was.name !== is.name;
  const faults = {
    deployed: isRenamed ? deployed.renamed(toNew, is, before) : undefined,
    regenerated: isRenamed ? regenerated.renamed(toOld, was, after) : undefined,
  };
  const renamed = { ...change('renamed', { before: was.name, after: is.name }), types: true, ...faults };
  const inner = changesBetween(search, { type: was.type, shape: before.shape }, { type: is.type, shape: after.shape });
  return [
    ...(isRenamed ? [renamed] : []),
    // A field that is not found is not read either.
    ...inner.map((found) => ({
      ...found,
      deployed: faults.deployed === undefined ? found.deployed : undefined,
      regenerated: faults.regenerated === undefined ? found.regenerated : undefined,
    })),
    ...defaultChanges(was, is),
    ...annotations(was, is),
  ];
}

/** The records on both ways: new ones to the deployed consumer, old ones to the regenerated. */
interface RecordPairs {
  readonly toNew: RecordPair;
  readonly toOld: RecordPair;
}

function defaultChanges(was: Field, is: Field): readonly AvroChange[] {
  const [before, after] = [was, is].map(({ default: value }) =>
    value === undefined ? undefined : shownText(shownValue(value)),
  );
  return before === after ? [] : [change('default', { before, after })];
}

/** Whether a leaf in both is reported as a change of the union, because it differs. */
function isLeafChange(was: AvroNode, is: AvroNode): boolean {
  return was.shape.kind === 'leaf' && avroWords(was.type) !== avroWords(is.type);
}
