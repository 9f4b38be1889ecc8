import { arrayType } from './array-type.js';
import {
  conjunctionOf,
  isEmpty,
  isFree,
  isTransparent,
  VALUE_TYPES,
  type Choice,
  type Conjunction,
} from './conjunction.js';
import { conversionOf } from '../convert/conversion.js';
import { branchWords } from './branch-words.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { isInherited } from '../schema/inherited-names.js';
import { bigintLiterals, literalType } from './literal-type.js';
import { objectFacts, type ObjectFacts, type PropertyFacts } from './object-facts.js';
import { ownName } from '../schema/own-name.js';
import { declarationDoc, propertyDoc } from './type-docs.js';
import {
  BIGINT,
  DATE,
  EMPTY_OBJECT,
  hasProperties,
  keywordsOf,
  NEVER,
  NULL,
  objectSchema,
  UNKNOWN,
  unionOf,
  wordsIn,
  type NamePlace,
  type TypeDeclaration,
  type TypeKeywords,
  type TypeSchema,
} from './type-schema.js';

/** What a value has to satisfy, and what its type is called after. */
interface Subject {
  readonly schemas: readonly JsonSchema[];
  /** Choices that are made already. */
  readonly without: ReadonlySet<string>;
  /** The schema that describes it and those that this one refers to. */
  readonly entry: readonly JsonSchema[];
  readonly place: NamePlace;
  /** Whether the property that holds it describes it. */
  readonly isDiscriminated: boolean;
  /** In how many combinations of branches it is one. */
  readonly combinations: number;
}

/** The maximum number of branches in a union; a choice of more is left out of the type. */
export const MAX_BRANCHES = 500;
/** The same where several choices make combinations of branches. */
const MAX_COMBINATIONS = 64;
/** The maximum number of properties repeated in the branches of a choice; more have a type of their own. */
const MAX_REPEATED = 60;
/** The maximum number of types that a topic declares; any value will do for more. */
const MAX_DECLARATIONS = 5000;

/** The maximum number of words of a type without a name: nested tuples double with each level. */
const MAX_WORDS = 1000;

/** Turns schemas into types. Objects get declarations of their own, and so does what refers to itself. */
export class TypeBuilder {
  private readonly settings: JsonSettings;
  private readonly declared = new Map<string, TypeDeclaration>();
  private readonly types = new Map<TypeDeclaration, TypeSchema>();
  private readonly known = new Map<string, TypeSchema>();
  private readonly inProgress = new Map<string, string>();
  private readonly postponed: (() => void)[] = [];

  constructor(settings: JsonSettings) {
    this.settings = settings;
  }

  /** The type of a schema's values. `fallbackName`: for a schema that gives itself none. */
  rootType(schema: JsonSchema, fallbackName: string): TypeSchema {
    const subject = this.subject([schema], undefined);
    const own = subject.place.own ?? fallbackName;
    const type = this.typeOf({ ...subject, place: { own, under: undefined } });
    // Objects are looked into one after the other, so that none is too deep.
    for (let next = this.postponed.shift(); next !== undefined; next = this.postponed.shift()) next();
    return type;
  }

  /** The declarations so far with their types, in the order in which they were found. */
  declarations(): ReadonlyMap<TypeDeclaration, TypeSchema> {
    return this.types;
  }

  /** The declaration that is the type of a schema's values. `within`: the schema of which it is a branch. */
  declarationOf(schema: JsonSchema, within?: JsonSchema): TypeDeclaration | undefined {
    const choices = within === undefined ? [] : conjunctionOf([within], this.settings).choices;
    const choice = choices.find(({ branches }) => branches.includes(schema));
    const without = new Set(choice === undefined ? [] : [choice.key]);
    const conjunction = conjunctionOf([...(within === undefined ? [] : [within]), schema], this.settings, without);
    const type = this.known.get(namedKey(conjunction, this.entryOf([schema])));
    return keywordsOf(type ?? NEVER).declaration;
  }

  /** `under`: what holds it, and its name there. */
  private subject(schemas: readonly JsonSchema[], under: NamePlace['under']): Subject {
    const entry = this.entryOf(schemas);
    return {
      schemas,
      without: new Set(),
      entry,
      place: { own: ownName(entry), under },
      isDiscriminated: false,
      combinations: 1,
    };
  }

  private entryOf(schemas: readonly JsonSchema[]): readonly JsonSchema[] {
    const [only, ...more] = this.telling(schemas);
    if (only === undefined || more.length > 0) return [];
    const chain = [only];
    for (let last = only; isTransparent(last, this.settings);) {
      const [next, ...others] = this.telling([...last.refs, ...last.allOf]);
      if (next === undefined || others.length > 0 || chain.includes(next)) break;
      chain.unshift(next);
      last = next;
    }
    return chain;
  }

  private telling(schemas: readonly JsonSchema[]): readonly JsonSchema[] {
    return schemas.filter((schema) => !isFree(conjunctionOf([schema], this.settings)));
  }

  private typeOf(subject: Subject): TypeSchema {
    const conjunction = conjunctionOf(subject.schemas, this.settings, subject.without);
    if (isEmpty(conjunction)) return NEVER;
    if (isFree(conjunction)) return UNKNOWN;
    const key = namedKey(conjunction, subject.entry);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const running = this.inProgress.get(key);
    if (running !== undefined) return this.declare(`${running} itself`, subject);
    // Where no name is given, any type of the same schemas will do.
    const keys = [key, conjunction.key].filter((each) => !this.inProgress.has(each));
    for (const each of keys) this.inProgress.set(each, key);
    const type = this.combined({ ...conjunction, key }, subject);
    for (const each of keys) this.inProgress.delete(each);
    const named = this.isNamed(type, subject) || this.declared.has(`${key} itself`);
    const result = named ? this.declare(`${key} itself`, subject, type) : type;
    // Lists of the same values may be of different meaning.
    if (conjunction.values === undefined) {
      this.known.set(key, result);
      if (!this.known.has(conjunction.key)) this.known.set(conjunction.key, result);
    }
    return result;
  }

  /** Whether a type other than an interface has a name worth keeping. */
  private isNamed(type: TypeSchema, { entry }: Subject): boolean {
    const { allOf, type: kind } = keywordsOf(type);
    if (allOf !== undefined || wordsIn(type) > MAX_WORDS) return true;
    if (entry.every(({ definedAs }) => definedAs === undefined)) return false;
    return (kind === 'object' && !hasProperties(type)) || alternatives(type) > 1;
  }

  private declare(key: string, { place, entry, isDiscriminated }: Subject, type?: TypeSchema): TypeSchema {
    const known = this.declared.get(key);
    if (known === undefined && this.declared.size >= MAX_DECLARATIONS) return UNKNOWN;
    const declaration = known ?? {
      key,
      place,
      doc: isDiscriminated && place.own === undefined ? [] : declarationDoc(entry, place.own),
    };
    this.declared.set(key, declaration);
    if (type !== undefined) this.types.set(declaration, type);
    return { declaration };
  }

  private combined(conjunction: Conjunction, subject: Subject): TypeSchema {
    const { values, choices } = conjunction;
    const literal = values === undefined ? undefined : this.literal(conjunction, values);
    if (literal !== undefined) return literal;
    const [choice] = choices;
    if (choice === undefined) return this.parts(conjunction, subject);
    const without = new Set([...subject.without, choice.key]);
    const combinations = subject.combinations * choice.branches.length;
    const most = subject.combinations === 1 ? MAX_BRANCHES : MAX_COMBINATIONS;
    if (combinations > most || this.saysNothing(choice)) return this.typeOf({ ...subject, without });
    const base = conjunctionOf(subject.schemas, this.settings, without);
    return (
      this.onCommonBase({ conjunction, base, choice, subject: { ...subject, without } }) ??
      unionOf(this.branches(subject, choice).map((branch) => this.typeOf({ ...branch, without, combinations })))
    );
  }

  private saysNothing({ branches }: Choice): boolean {
    return branches.some((branch) => isFree(conjunctionOf([branch], this.settings)));
  }

  private branches(subject: Subject, { branches }: Choice): readonly Subject[] {
    const { schemas: base, entry: holder } = subject;
    const isDeclared = holder.some(({ definedAs }) => definedAs !== undefined);
    const words = branchWords({ branches, base, isDeclared, settings: this.settings });
    return branches.map((branch, index) => {
      const entry = this.entryOf([branch]);
      const own = ownName(entry);
      const word = words[index] ?? '';
      const place = own === undefined && word === '' ? subject.place : { own, under: { place: subject.place, word } };
      return { ...subject, schemas: [...base, branch], entry, isDiscriminated: false, place };
    });
  }

  /** `Base & (A | B)`, where the branches add little to what they have in common, or that is much. */
  private onCommonBase({ conjunction, base, choice, subject }: ChoiceOnBase): TypeSchema | undefined {
    if (base.types.size !== 1 || !base.types.has('object') || base.own.length === 0) return undefined;
    const allMade = new Set([...subject.without, ...conjunction.choices.map(({ key }) => key)]);
    const common = objectFacts(conjunctionOf(subject.schemas, this.settings, allMade).own, this.settings);
    if (common === undefined) return NEVER;
    const additions: { readonly branch: Subject; readonly facts: ObjectFacts }[] = [];
    for (const branch of this.branches(subject, choice)) {
      const { own, types, values, choices } = conjunctionOf(branch.schemas, this.settings, allMade);
      if (choices.length > 0 || values !== undefined) return undefined;
      const facts = types.size === 0 ? undefined : objectFacts(own, this.settings);
      if (facts === undefined) continue;
      const properties = [...facts.properties].filter(
        ([name, inner]) => !isSameProperty(inner, common.properties.get(name)),
      );
      additions.push({ branch, facts: { ...facts, properties: new Map(properties) } });
    }
    if (additions.some(({ facts }) => facts.properties.size === 0)) return this.typeOf(subject);
    const isMuch = common.properties.size > 4 && common.properties.size * additions.length > MAX_REPEATED;
    const isLittle = choice.branches.every((branch) =>
      conjunctionOf([branch], this.settings).own.every(({ properties }) => properties.size === 0),
    );
    if (!isMuch && !isLittle) return undefined;
    const base_ = this.typeOf(within(subject, 'Base'));
    const added = additions.map(
      // The base has the comments of its properties.
      ({ branch, facts }) => this.properties(facts, branch.place, new Set(common.properties.keys())),
    );
    return { allOf: [base_, unionOf(added)] };
  }

  private literal({ own }: Conjunction, values: readonly unknown[]): TypeSchema | undefined {
    const conversions = this.conversions(own);
    if (conversions.has('Date')) return undefined;
    if (conversions.has('bigint')) return bigintLiterals(values);
    const converts = this.settings.dateTime === 'Date' || this.settings.int64 === 'bigint';
    // The properties of a listed object show what is converted in it.
    return converts && values.some((value) => typeof value === 'object' && value !== null)
      ? undefined
      : literalType(values);
  }

  private conversions(own: readonly JsonSchema[]): ReadonlySet<'Date' | 'bigint'> {
    return new Set(own.flatMap((schema) => conversionOf(schema, this.settings) ?? []));
  }

  /** A type for each of the types of JSON. */
  private parts({ own, types, key }: Conjunction, subject: Subject): TypeSchema {
    const conversions = this.conversions(own);
    const several = [...types].filter((type) => type !== 'null').length > 1;
    const converted = (name: 'string' | 'number'): TypeSchema => {
      if (conversions.has('bigint')) return BIGINT;
      return name === 'string' && conversions.has('Date') ? DATE : { type: name };
    };
    const parts = VALUE_TYPES.filter((type) => types.has(type)).map((type): TypeSchema => {
      switch (type) {
        case 'object':
          return this.object(
            own,
            key,
            several && subject.entry.some(({ definedAs }) => definedAs !== undefined)
              ? within(subject, 'Object')
              : subject,
          );
        case 'array':
          return arrayType(own, this.settings, (schemas) =>
            this.typeOf(this.subject(schemas, { place: subject.place, word: 'Item' })),
          );
        case 'string':
        case 'number':
          return converted(type);
        case 'boolean':
          return { type: 'boolean' };
        case 'null':
          return NULL;
      }
    });
    return unionOf(parts);
  }

  private object(own: readonly JsonSchema[], key: string, subject: Subject): TypeSchema {
    const facts = objectFacts(own, this.settings);
    if (facts === undefined) return NEVER;
    if (facts.properties.size === 0) {
      const index = this.index(facts, subject.place);
      return index === undefined ? EMPTY_OBJECT : { type: 'object', additionalProperties: index };
    }
    const declared = this.declare(`${key} object`, subject);
    const { declaration } = keywordsOf(declared);
    if (declaration === undefined || this.types.has(declaration)) return declared;
    // Holds the declaration's place in the order.
    this.types.set(declaration, UNKNOWN);
    this.postponed.push(() => {
      const properties = this.properties(facts, subject.place);
      this.types.set(declaration, { ...properties, ...this.otherProperties(own, facts, subject.place) });
    });
    return declared;
  }

  /** `documented`: names of properties that have their comments elsewhere. */
  private properties(facts: ObjectFacts, place: NamePlace, documented: ReadonlySet<string> = new Set()): TypeKeywords {
    const docs = new Map<string, readonly string[]>();
    const properties = [...facts.properties].map(([name, { schemas, required }]): [string, TypeSchema] => {
      // Where it is missing, an object has what it inherits by that name.
      if (!required && isInherited(name)) return [name, UNKNOWN];
      const type = this.typeOf({ ...this.subject(schemas, { place, word: name }), isDiscriminated: true });
      const isDeclared = keywordsOf(type).declaration !== undefined;
      if (!documented.has(name)) docs.set(name, propertyDoc(schemas, this.settings, { isDeclared, name }));
      return [name, type];
    });
    const required = [...facts.properties].filter(([, property]) => property.required).map(([name]) => name);
    return { ...objectSchema(properties, required), docs };
  }

  /** Nothing where the type has no index signature though more properties may be there. */
  private otherProperties(own: readonly JsonSchema[], facts: ObjectFacts, place: NamePlace): TypeKeywords {
    const index = this.index(facts, place);
    if (index !== undefined) return this.settings.indexSignatures ? { additionalProperties: index } : {};
    // A branch may evaluate more than the object on which it stands.
    return own.some(({ unevaluatedProperties }) => unevaluatedProperties?.never) ? {} : { additionalProperties: NEVER };
  }

  /** The type of the properties that have no schema of their own. */
  private index({ others }: ObjectFacts, place: NamePlace): TypeSchema | undefined {
    if (others === undefined) return undefined;
    return unionOf(others.map((schemas) => this.typeOf(this.subject(schemas, { place, word: 'Value' }))));
  }
}

interface ChoiceOnBase {
  readonly conjunction: Conjunction;
  /** The conjunction without the choice. */
  readonly base: Conjunction;
  readonly choice: Choice;
  readonly subject: Subject;
}

/** Schemas that say the same under different names are different types. */
function namedKey({ key }: Conjunction, entry: readonly JsonSchema[]): string {
  const name = ownName(entry);
  return name === undefined ? key : `${key} as ${name}`;
}

function within(subject: Subject, word: string): Subject {
  return { ...subject, place: { own: undefined, under: { place: subject.place, word } } };
}

/** How many types other than null a union lists. */
function alternatives(type: TypeSchema): number {
  const members = keywordsOf(type).anyOf ?? [type];
  return members.reduce((sum, member) => sum + (member === NULL ? 0 : (keywordsOf(member).enum?.length ?? 1)), 0);
}

function isSameProperty(a: PropertyFacts, b: PropertyFacts | undefined): boolean {
  return (
    a.required === b?.required &&
    a.schemas.length === b.schemas.length &&
    a.schemas.every((schema, index) => schema === b.schemas[index])
  );
}
