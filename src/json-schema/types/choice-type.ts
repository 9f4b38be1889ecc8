import { branchWords } from './branch-words.js';
import { conjunctionOf, isFree, type Choice, type Conjunction } from './conjunction.js';
import { objectFacts, type ObjectFacts, type PropertyFacts } from './object-facts.js';
import { propertyTypes } from './object-type.js';
import { ownName } from '../schema/own-name.js';
import type { TypeGraph } from './type-graph.js';
import { NEVER, unionOf, type TypeSchema } from './type-schema.js';
import { entryOf, within, type Subject } from './type-subject.js';

/** The maximum number of branches in a union; a choice of more is left out of the type. */
export const MAX_BRANCHES = 500;
/** The same where several choices make combinations of branches. */
const MAX_COMBINATIONS = 64;
/** The maximum number of properties repeated in the branches of a choice; more have a type of their own. */
const MAX_REPEATED = 60;

/** The type of a conjunction whose first choice is made: a union of the branches. */
export function choiceType(
  graph: TypeGraph,
  {
    conjunction,
    choice,
    subject,
  }: { readonly conjunction: Conjunction; readonly choice: Choice; readonly subject: Subject },
): TypeSchema {
  const without = new Set([...subject.without, choice.key]);
  const combinations = subject.combinations * choice.branches.length;
  const most = subject.combinations === 1 ? MAX_BRANCHES : MAX_COMBINATIONS;
  const made = { ...subject, without };
  if (combinations > most || saysNothing(graph, choice)) return graph.typeOf(made);
  const base = conjunctionOf(subject.schemas, graph.settings, without);
  return (
    onCommonBase(graph, { conjunction, base, choice, subject: made }) ??
    unionOf(branchSubjects(graph, made, choice).map((branch) => graph.typeOf({ ...branch, combinations })))
  );
}

interface ChoiceOnBase {
  readonly conjunction: Conjunction;
  /** The conjunction without the choice. */
  readonly base: Conjunction;
  readonly choice: Choice;
  readonly subject: Subject;
}

/** `Base & (A | B)`, where the branches add little to what they have in common, or that is much. */
function onCommonBase(graph: TypeGraph, { conjunction, base, choice, subject }: ChoiceOnBase): TypeSchema | undefined {
  if (base.types.size !== 1 || !base.types.has('object') || base.own.length === 0) return undefined;
  const allMade = new Set([...subject.without, ...conjunction.choices.map(({ key }) => key)]);
  const common = objectFacts(conjunctionOf(subject.schemas, graph.settings, allMade).own, graph.settings);
  if (common === undefined) return NEVER;
  const additions: { readonly branch: Subject; readonly facts: ObjectFacts }[] = [];
  for (const branch of branchSubjects(graph, subject, choice)) {
    const { own, types, values, choices } = conjunctionOf(branch.schemas, graph.settings, allMade);
    if (choices.length > 0 || values !== undefined) return undefined;
    const facts = types.size === 0 ? undefined : objectFacts(own, graph.settings);
    if (facts === undefined) continue;
    const properties = [...facts.properties].filter(
      ([name, inner]) => !isSameProperty(inner, common.properties.get(name)),
    );
    additions.push({ branch, facts: { ...facts, properties: new Map(properties) } });
  }
  if (additions.some(({ facts }) => facts.properties.size === 0)) return graph.typeOf(subject);
  const isMuch = common.properties.size > 4 && common.properties.size * additions.length > MAX_REPEATED;
  const isLittle = choice.branches.every((branch) =>
    conjunctionOf([branch], graph.settings).own.every(({ properties }) => properties.size === 0),
  );
  if (!isMuch && !isLittle) return undefined;
  const base_ = graph.typeOf(within(subject, 'Base'));
  const added = additions.map(
    // The base has the comments of its properties.
    ({ branch, facts }) => propertyTypes(graph, facts, branch.place, new Set(common.properties.keys())),
  );
  return { allOf: [base_, unionOf(added)] };
}

function branchSubjects(graph: TypeGraph, subject: Subject, { branches }: Choice): readonly Subject[] {
  const { schemas: base, entry: holder } = subject;
  const isDeclared = holder.some(({ definedAs }) => definedAs !== undefined);
  const words = branchWords({ branches, base, isDeclared, settings: graph.settings });
  return branches.map((branch, index) => {
    const entry = entryOf([branch], graph.settings);
    const own = ownName(entry);
    const word = words[index] ?? '';
    const place = own === undefined && word === '' ? subject.place : { own, under: { place: subject.place, word } };
    return { ...subject, schemas: [...base, branch], entry, isDiscriminated: false, place };
  });
}

function saysNothing(graph: TypeGraph, { branches }: Choice): boolean {
  return branches.some((branch) => isFree(conjunctionOf([branch], graph.settings)));
}

function isSameProperty(a: PropertyFacts, b: PropertyFacts | undefined): boolean {
  return (
    a.required === b?.required &&
    a.schemas.length === b.schemas.length &&
    a.schemas.every((schema, index) => schema === b.schemas[index])
  );
}
