import { endsIn, itemLabel, sampleLabel, type SampleLabel } from '../../samples/sample-label.js';
import { Seed } from '../../samples/seed.js';
import { earlierTime, timesByName } from '../../samples/sample-time.js';
import { setEntry } from '../../runtime/avro/read.js';
import { shortName, type EnumType } from '../../runtime/resolution/schema.js';
import type {
  FieldShape,
  LeafShape,
  RecordShape,
  Shape,
  UnionBranch,
  UnionShape,
} from '../../runtime/resolution/value-shape.js';
import { sampleLeaf } from './sample-leaf.js';
import { noValue, smallestBranch, smallestParts, type NoValue, type PartsOf } from './smallest-value.js';

type SampleResult = { readonly ok: true; readonly value: unknown } | ({ readonly ok: false } & NoValue);

/** How many parts (leaves, lists, maps, records) the samples of a union have together; from there on everything takes its smallest form. */
const MAX_PARTS = 2_000;
/** How many parts a schema may demand of them together. */
const MAX_SMALLEST_PARTS = 100_000;

/**
 * A plausible value of a shape, in the shape's own forms. Each part of it depends on its path (which begins with
 * `path`), its type, its name and its doc alone, and that of an end on its start too, so that a field added elsewhere changes nothing. Nullable fields have a value,
 * lists and maps one or two items; recursion ends as soon as a record would hold itself. Fails where the schema has no
 * value, or only absurdly large ones. `of` is how many samples share the room there is.
 */
export function sampleValue(shape: Shape, path: string, of = 1): SampleResult {
  const partsOf = smallestParts(shape);
  const fault = noValue(shape, path, partsOf);
  if (fault !== undefined) return { ok: false, ...fault };
  const parts = partsOf(shape);
  if (parts * of > MAX_SMALLEST_PARTS)
    return { ok: false, at: path, reason: `${of} samples of that size are too large` };
  const draft: Draft = { partsOf, spare: Math.floor(MAX_PARTS / of) - parts, open: new Set(), ending: false };
  const name = path.slice(path.lastIndexOf('.') + 1);
  return { ok: true, value: valueOf(draft, shape, { path, label: sampleLabel(name, '') }) };
}

/** Where a value stands. */
interface Place {
  readonly path: string;
  readonly label: SampleLabel;
}

/** How far the sample has come. */
interface Draft {
  readonly partsOf: PartsOf;
  /** How many parts may be added to what the schema demands. */
  spare: number;
  /** The records around the current place; within one that repeats everything takes its smallest form. */
  readonly open: Set<RecordShape>;
  ending: boolean;
}

function valueOf(draft: Draft, shape: Shape, place: Place): unknown {
  switch (shape.kind) {
    case 'leaf':
      return sampleLeaf(shape, place.label, leafSeed(shape, place.path));
    case 'enum':
      return symbolOf(shape.type, place);
    case 'array':
      return itemsOf(draft, shape.items, place);
    case 'map':
      return entriesOf(draft, shape.values, place);
    case 'union':
      return branchValue(draft, shape, place);
    case 'record':
      return recordOf(draft, shape, place);
  }
}

function itemsOf(draft: Draft, shape: Shape, { path, label }: Place): unknown[] {
  const items: unknown[] = [];
  const wanted = new Seed(path).between(1, 2);
  while (items.length < wanted && affords(draft, shape)) {
    items.push(valueOf(draft, shape, { path: `${path}[${items.length}]`, label: itemLabel(label) }));
  }
  return items;
}

function entriesOf(draft: Draft, shape: Shape, { path, label }: Place): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  const item = itemLabel(label);
  const isText = shape.kind === 'leaf' && shape.form === 'string';
  const keys = !isText ? REGIONS : TRANSLATED.test(item.words) ? LANGUAGES : TRAITS;
  const seed = new Seed(path);
  const wanted = seed.between(1, 2);
  for (let count = 0; count < wanted && affords(draft, shape); count++) {
    const key = keys[(seed.below(keys.length, 'key') + count) % keys.length] ?? '';
    const place = {
      path: `${path}{${key}}`,
      label: keys === TRAITS ? sampleLabel(key, label.words, { around: path }) : item,
    };
    map[key] = valueOf(draft, shape, place);
  }
  return map;
}

function branchValue(draft: Draft, union: UnionShape, place: Place): unknown {
  const end = smallestBranch(union, draft.partsOf);
  const wanted = union.branches.find((branch) => isFree(branch) && !repeats(draft, branch.shape));
  const branch = wanted !== undefined && affords(draft, wanted.shape, end) ? wanted : end;
  if (branch === undefined) return null;
  const value = valueOf(draft, branch.shape, place);
  return union.wrapped && branch.name !== 'null' ? { $type: branch.name, value } : value;
}

function recordOf(draft: Draft, shape: RecordShape, { path }: Place): Record<string, unknown> {
  const { ending } = draft;
  const repeated = draft.open.has(shape);
  draft.ending ||= repeated;
  draft.open.add(shape);
  const record: Record<string, unknown> = shape.tagged ? { $type: shape.type.fullName } : {};
  const times = timesByName(shape.fields.map((field) => [field.field.name, field]));
  const siblings = { owner: shortName(shape.type.fullName), times, path };
  for (const field of shape.fields) {
    const place = { path: `${path}.${field.field.name}`, label: fieldLabel(field, siblings) };
    setEntry(record, field.field.name, valueOf(draft, field.shape, place));
  }
  if (!repeated) draft.open.delete(shape);
  draft.ending = ending;
  return record;
}

/** Whether there is room for a part that could be left out, or stand in place of a smaller one; takes the room. */
function affords(draft: Draft, shape: Shape, insteadOf?: UnionBranch): boolean {
  if (draft.ending || repeats(draft, shape)) return false;
  const parts = draft.partsOf(shape) - (insteadOf === undefined ? 0 : draft.partsOf(insteadOf.shape));
  if (parts > draft.spare) return false;
  draft.spare -= parts;
  return true;
}

/** Whether a value of this shape would at once be a record that is open. */
function repeats(draft: Draft, shape: Shape): boolean {
  if (shape.kind === 'record') return draft.open.has(shape);
  return shape.kind === 'union' && shape.branches.every((branch) => !isFree(branch) || repeats(draft, branch.shape));
}

interface Siblings {
  /** The record's name. */
  readonly owner: string;
  readonly times: ReadonlyMap<string, FieldShape>;
  /** Of the record. */
  readonly path: string;
}

/** What is known of a field: its name, its doc, and the field whose time comes before its own. */
function fieldLabel({ field }: FieldShape, siblings: Siblings): SampleLabel {
  const { owner, times, path } = siblings;
  const own = sampleLabel(field.name, owner, { doc: field.doc ?? '', around: path });
  const earlier = earlierTime(own.words, times);
  const leaf = earlier && leafOf(earlier.shape);
  if (earlier === undefined || leaf === undefined) return own;
  const seed = leafSeed(leaf, `${path}.${earlier.field.name}`);
  return { ...own, after: { label: fieldLabel(earlier, siblings), seed: () => seed } };
}

/** The leaf that a sample of the shape is, in a nullable field too. */
function leafOf(shape: Shape): LeafShape | undefined {
  if (shape.kind === 'union') {
    const free = shape.branches.find(isFree);
    return free && leafOf(free.shape);
  }
  return shape.kind === 'leaf' ? shape : undefined;
}

function leafSeed({ type }: LeafShape, path: string): Seed {
  return new Seed(`${path} ${type.logical?.name ?? type.kind}`);
}

/** The keys of maps: of texts about a thing, of one text in several languages, and of anything else. */
const TRAITS = ['colour', 'channel', 'region', 'source', 'language'] as const;
const LANGUAGES = ['en', 'fr', 'nb', 'pt'] as const;
const REGIONS = ['north', 'east', 'south', 'west'] as const;

/** What a shop has in several languages. */
const TRANSLATED = endsIn('name|title|label|caption|description|translation');

function isFree(branch: UnionBranch): boolean {
  return branch.name !== 'null';
}

/** A symbol; not the default, which tends to mean that nothing is known, where there is another. */
function symbolOf({ symbols, default: fallback }: EnumType, { path }: Place): string {
  const telling = symbols.filter((symbol) => symbol !== fallback);
  return new Seed(path).choose(telling.length > 0 ? telling : symbols) ?? '';
}
