import { NameScope, pascalCase } from '../../code/identifiers.js';
import { stringLiteral } from '../../code/source-text.js';
import { checks, type CheckContext, type Subject } from './check-body.js';
import { isLast, layOut, line, mentions, when, type Code } from '../../code/code-lines.js';
import { isInPlaceEmpty } from './in-place-checks.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { ownName } from '../schema/own-name.js';
import { printPattern } from './print-pattern.js';
import { childSchemas, findCycles, inPlaceSchemas, type SchemaCycles } from '../schema/schema-cycles.js';
import { hasArrayKeywords, hasObjectKeywords, target } from '../schema/schema-facts.js';
import { TOO_DEEP } from '../../runtime/json/faults.js';
import { placeOf } from '../validate/validate-verdict.js';

/** What a validator's text depends on but for the schema. */
export interface ValidatorOptions {
  readonly settings: JsonSettings;
  /** The names of the module that the code will stand in. */
  readonly scope: NameScope;
  /** What a schema's type is called, if it has a name; its function is called after it. */
  readonly nameOf?: (schema: JsonSchema) => string | undefined;
  /** The file that is omitted in places of faults: by default, that of the printed schema. */
  readonly file?: string;
}

/**
 * Prints schemas as TypeScript functions of the type JsonCheck: one for each object, array and recursive schema, with
 * what is simple written out in them. Functions that two schemas have in common are printed once.
 */
export class ValidatorPrinter {
  readonly functions: string[] = [];
  private readonly options: ValidatorOptions;
  private readonly names = new Map<JsonSchema, string>();
  private readonly used = new Map<string, Set<string>>();
  /** Names by what they stand for, and the declarations by name. */
  private readonly tableNames = new Map<string, string>();
  private readonly tableTexts = new Map<string, string>();
  private cycles: SchemaCycles = NO_CYCLES;
  private inPlaceCycles: SchemaCycles = NO_CYCLES;
  private file = '';

  constructor(options: ValidatorOptions) {
    this.options = options;
  }

  /** The name of the function that checks the schema, with all that it calls declared; `name` is the type's. */
  print(schema: JsonSchema, name: string): string {
    const root = target(schema);
    this.file = this.options.file ?? schema.place.file;
    this.cycles = findCycles(root, (one) => [...inPlaceSchemas(one), ...childSchemas(one)]);
    this.inPlaceCycles = findCycles(root, inPlaceSchemas);
    return this.declare(root, name);
  }

  /** Regular expressions and lists of values that the functions use. */
  get tables(): readonly string[] {
    const code = this.functions.join('');
    return [...this.tableTexts].filter(([name]) => mentions(code, name)).map(([, text]) => text);
  }

  /** What the code uses, by module of the runtime: `json/check` → `isObject`. */
  get imports(): ReadonlyMap<string, readonly string[]> {
    if (this.functions.length === 0) return new Map();
    const code = [...this.functions, ...this.tables].join('');
    const lists = [...this.used].map(([module, names]) => {
      return [module, [...names].filter((name) => mentions(code, name))] as const;
    });
    return new Map([['json/faults', ['type JsonFaults']], ...lists.filter(([, names]) => names.length > 0)]);
  }

  private declare(schema: JsonSchema, wanted: string): string {
    const known = this.names.get(schema);
    if (known !== undefined) return known;
    const name = pascalCase(this.options.nameOf?.(schema) ?? ownName([schema]) ?? wanted);
    const claimed = claim(this.options.scope, `check${name}`);
    this.names.set(schema, claimed);
    // Callers stand above what they call.
    const index = this.functions.push('') - 1;
    this.functions[index] = this.functionText(schema, claimed, name);
    return claimed;
  }

  private functionText(schema: JsonSchema, name: string, typeName: string): string {
    const recursive = this.cycles.isRecursive(schema);
    const { all, context } = this.contextFor(schema);
    const subject: Subject = { value: 'value', key: undefined, name: typeName };
    const body = checks(context, schema, subject, true);
    const tooFar = stringLiteral(TOO_DEEP);
    const guard = when('faults.isTooFar(depth)', [
      {
        kind: 'call',
        call: { head: 'return faults.add', args: [tooFar, context.pointer(schema, '')] },
      },
    ]);
    const collects = all && mentions(body, 'valid');
    const code: Code[] = [
      ...(recursive ? [guard] : []),
      ...(collects ? [line('let valid = true;')] : []),
      ...ended(body, collects),
    ];
    const parameter = (one: string): string => (mentions(code, one) ? one : `_${one}`);
    const parameters = [
      `${parameter('value')}: unknown`,
      `${parameter('faults')}: JsonFaults`,
      ...(recursive ? ['depth = 0'] : []),
    ];
    const head = `function ${name}(${parameters.join(', ')}): boolean {`;
    const broken = `function ${name}(\n${parameters.map((one) => `  ${one},\n`).join('')}): boolean {`;
    return `${head.length <= 100 ? head : broken}\n${layOut(code, '  ')}}\n`;
  }

  private contextFor(owner: JsonSchema): { readonly all: boolean; readonly context: CheckContext } {
    const all = this.options.settings.errors === 'all';
    const locals = new NameScope(['value', 'faults', 'depth', 'valid'], 'variables');
    const context: CheckContext = {
      settings: this.options.settings,
      all,
      known: new Map(),
      locals: { claim: (wanted) => claim(locals, wanted) },
      use: (module, name) => this.use(module, name),
      table: (wanted, text) => this.table(wanted, text),
      pattern: (pattern, wanted) => printPattern(pattern, wanted, context),
      isFunction: (schema) => this.isFunction(schema),
      call: (schema, subject, faults) => {
        const name = this.declare(schema, subject.name);
        return `${name}(${[subject.value, faults, ...this.depth(owner, schema)].join(', ')})`;
      },
      pointer: (schema, keyword) => {
        const place = placeOf(schema, keyword);
        return stringLiteral(`${place.file === this.file ? '' : place.file}#${place.pointer}`);
      },
    };
    return { all, context };
  }

  /** How deep a function is called that is part of its caller's cycle. */
  private depth(caller: JsonSchema, schema: JsonSchema): readonly string[] {
    return this.cycles.areMutual(caller, schema) ? [`depth + ${callsOf(caller)}`] : [];
  }

  private isFunction(schema: JsonSchema): boolean {
    if (schema.never) return false;
    if (hasArrayKeywords(schema) || hasObjectKeywords(schema)) return true;
    if (this.cycles.isRecursive(schema) && this.inPlaceCycles.isRecursive(schema)) return true;
    if (isInPlaceEmpty(schema)) return false;
    const { refs, allOf, anyOf, oneOf, not, if: test } = schema;
    const alternatives = anyOf.length + oneOf.length;
    return refs.length + allOf.length > 1 || alternatives > 2 || test !== undefined || not !== undefined;
  }

  private use(module: string, name: string): string {
    const names = this.used.get(module) ?? new Set();
    this.used.set(module, names.add(name));
    return name;
  }

  private table(wanted: string, text: (name: string) => string): string {
    const key = text('');
    const known = this.tableNames.get(key);
    if (known !== undefined) return known;
    const name = claim(this.options.scope, wanted);
    this.tableNames.set(key, name);
    this.tableTexts.set(name, text(name));
    return name;
  }
}

/** The statements with the answer at the end: that of the last check, where that is a function's. */
function ended(body: readonly Code[], collects: boolean): readonly Code[] {
  if (body.some(isLast)) return body;
  if (collects) return [...body, line('return valid;')];
  const last = body.at(-1);
  const call = last?.kind === 'if' && last.otherwise.length === 0 ? negatedCall(last.test.tests) : undefined;
  const isPassedOn =
    last?.kind === 'if' &&
    last.then.length === 1 &&
    last.then[0]?.kind === 'line' &&
    last.then[0].text === 'return false;';
  return call !== undefined && isPassedOn
    ? [...body.slice(0, -1), line(`return ${call};`)]
    : [...body, line('return true;')];
}

/** `checkMoney(value, faults)` for a test `!checkMoney(value, faults)`. */
function negatedCall([test, ...others]: readonly string[]): string | undefined {
  return others.length === 0 ? /^!(check\w*\([^()]*\))$/.exec(test ?? '')?.[1] : undefined;
}

/** How many variables take about as much of the call stack as a call without. */
const VARIABLES_A_CALL = 32;

/** How many calls a schema's function counts for: it has a variable for each property. */
function callsOf(schema: JsonSchema): number {
  return 1 + Math.floor(schema.properties.size / VARIABLES_A_CALL);
}

const NO_CYCLES: SchemaCycles = { isRecursive: () => false, areMutual: () => false };

/** A name, numbered where it is taken. */
function claim(scope: Pick<NameScope, 'claim'>, wanted: string): string {
  return scope.claim(wanted, ...[2, 3, 4, 5, 6, 7, 8, 9].map((number) => `${wanted}${number}`));
}
