import { call } from '../../code/expressions.js';
import { NameScope, pascalCase } from '../../code/identifiers.js';
import { numbered } from '../../code/module-declarations.js';
import { stringLiteral } from '../../code/source-text.js';
import { functionText, isLast, parameter, returns, uses, variable, when, type Code } from '../../code/statements.js';
import { code as text, nameOf, type Layout, type Name } from '../../code/text-layout.js';
import type { JsonSettings } from '../../config/json-settings.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { childSchemas, findCycles, inPlaceSchemas, type SchemaCycles } from '../schema/schema-cycles.js';
import { hasArrayKeywords, hasObjectKeywords, isInPlaceEmpty, target } from '../schema/schema-facts.js';
import { sharedSchemas } from '../schema/shared-schemas.js';
import { TOO_DEEP } from '../../runtime/json/faults.js';
import { placeOf } from '../validate/validate-verdict.js';
import { checks } from './check-body.js';
import { DEPTH, FAULTS, VALID, VALUE, type CheckContext, type Subject } from './check-context.js';
import { printPattern } from './print-pattern.js';
import { schemaFunctions, type SchemaFunctionOptions, type SchemaFunctions } from './schema-functions.js';
import { runtimeName, runtimeType } from '../../code/runtime-name.js';

/** What a validator's text depends on but for the schema. */
interface ValidatorOptions extends SchemaFunctionOptions {
  readonly settings: JsonSettings;
  /** The file that is omitted in places of faults: by default, that of the printed schema. */
  readonly file?: string;
}

/**
 * Prints schemas as TypeScript functions of the type JsonCheck: one for each object, array and recursive schema, with
 * what is simple written out in them. Functions that two schemas have in common are printed once.
 */
export class ValidatorPrinter {
  private readonly options: ValidatorOptions;
  private readonly functions: SchemaFunctions;
  private cycles: SchemaCycles = NO_CYCLES;
  private inPlaceCycles: SchemaCycles = NO_CYCLES;
  private shared: ReadonlySet<JsonSchema> = new Set();
  private file = '';

  constructor(options: ValidatorOptions) {
    this.options = options;
    this.functions = schemaFunctions(options, 'check');
  }

  /** The name of the function that checks the schema, with all that it calls declared; `name` is the type's. */
  print(schema: JsonSchema, name: string): Name {
    const root = target(schema);
    const known = this.functions.get(root);
    if (known !== undefined) return known;
    this.file = this.options.file ?? schema.place.file;
    this.cycles = findCycles(root, (one) => [...inPlaceSchemas(one), ...childSchemas(one)]);
    this.inPlaceCycles = findCycles(root, inPlaceSchemas);
    this.shared = sharedSchemas(root);
    return this.declare(root, name);
  }

  private declare(schema: JsonSchema, wanted: string): Name {
    return this.functions.declare(schema, wanted, (name, typeName) => this.functionText(schema, name, typeName));
  }

  private functionText(schema: JsonSchema, name: Name, typeName: string): Layout {
    const recursive = this.cycles.isRecursive(schema);
    const { all, context } = this.contextFor(schema);
    const subject: Subject = { value: VALUE, key: undefined, name: typeName };
    const body = checks(context, schema, subject, true);
    const tooFar = stringLiteral(TOO_DEEP);
    const guard = when(call(text`${FAULTS}.isTooFar`, DEPTH), [
      returns(call(text`${FAULTS}.add`, tooFar, context.pointer(schema, ''))),
    ]);
    const collects = all && uses(body, VALID);
    const statements: Code[] = [
      ...(recursive ? [guard] : []),
      ...(collects ? [variable('let', VALID, 'true')] : []),
      ...ended(body, collects),
    ];
    const parameters = [
      parameter(VALUE, 'unknown', statements),
      parameter(FAULTS, runtimeType('json/faults', 'JsonFaults'), statements),
      ...(recursive ? [text`${DEPTH} = 0`] : []),
    ];
    return functionText(name, parameters, 'boolean', statements);
  }

  /** A function for some of the checks of one that would be too long. */
  private partText(name: Name, type: Layout, body: readonly Code[]): Layout {
    const collects = this.options.settings.errors === 'all' && uses(body, VALID);
    const statements = [...(collects ? [variable('let', VALID, 'true')] : []), ...ended(body, collects)];
    const parameters = [
      parameter(VALUE, type, statements),
      parameter(FAULTS, runtimeType('json/faults', 'JsonFaults'), statements),
      ...(uses(body, DEPTH) ? [text`${DEPTH}: number`] : []),
    ];
    return functionText(name, parameters, 'boolean', statements);
  }

  private contextFor(owner: JsonSchema): { readonly all: boolean; readonly context: CheckContext } {
    const all = this.options.settings.errors === 'all';
    const locals = new NameScope(
      [VALUE, FAULTS, DEPTH, VALID].map(({ name }) => name),
      'variables',
    );
    const context: CheckContext = {
      settings: this.options.settings,
      all,
      known: new Map(),
      locals: { claim: (wanted) => nameOf(locals.claim(...numbered(wanted))) },
      use: runtimeName,
      table: (wanted, table) => this.options.module.sharedTable(wanted, table),
      pattern: (pattern, wanted) => printPattern(pattern, wanted, this.options.module),
      checks: (reference, subject) => checks(context, reference, subject),
      isFunction: (schema) => this.isFunction(schema),
      call: (schema, subject, faults) => {
        const name = this.declare(schema, subject.name);
        const noted = faults === 'faults' ? FAULTS : text`${FAULTS}.quiet`;
        const args = [subject.value, noted, ...this.depth(owner, schema)];
        return this.shared.has(schema)
          ? call(runtimeName('json/check-once', 'checkOnce'), name, ...args)
          : call(name, ...args);
      },
      part: (wanted, type, print) => {
        let passesDepth = false;
        const name = this.options.module.function({}, [`check${pascalCase(wanted)}`], (claimed) => {
          const body = print(this.contextFor(owner).context);
          passesDepth = uses(body, DEPTH);
          return this.partText(claimed, type, body);
        });
        return (value) => call(name, value, FAULTS, ...(passesDepth ? [DEPTH] : []));
      },
      pointer: (schema, keyword) => {
        const place = placeOf(schema, keyword);
        return stringLiteral(`${place.file === this.file ? '' : place.file}#${place.pointer}`);
      },
    };
    return { all, context };
  }

  /** How deep a function is called that is part of its caller's cycle. */
  private depth(caller: JsonSchema, schema: JsonSchema): readonly Layout[] {
    return this.cycles.areMutual(caller, schema) ? [text`${DEPTH} + ${String(callsOf(caller))}`] : [];
  }

  private isFunction(schema: JsonSchema): boolean {
    if (schema.never) return false;
    if (this.shared.has(schema)) return true;
    if (hasArrayKeywords(schema) || hasObjectKeywords(schema)) return true;
    if (this.cycles.isRecursive(schema) && this.inPlaceCycles.isRecursive(schema)) return true;
    if (isInPlaceEmpty(schema)) return false;
    const { refs, allOf, anyOf, oneOf, not, if: test } = schema;
    const alternatives = anyOf.length + oneOf.length;
    return refs.length + allOf.length > 1 || alternatives > 2 || test !== undefined || not !== undefined;
  }
}

/** The statements with the answer at the end: that of the last check, where that is a function's. */
function ended(body: readonly Code[], collects: boolean): readonly Code[] {
  if (body.some(isLast)) return body;
  if (collects) return [...body, returns(VALID)];
  const last = body.at(-1);
  const passed = last?.kind === 'if' && last.otherwise.length === 0 ? last.passes : undefined;
  return passed === undefined ? [...body, returns('true')] : [...body.slice(0, -1), returns(passed)];
}

/** How many variables take about as much of the call stack as a call without. */
const VARIABLES_A_CALL = 32;

/** How many calls a schema's function counts for: it has a variable for each property. */
function callsOf(schema: JsonSchema): number {
  return 1 + Math.floor(schema.properties.size / VARIABLES_A_CALL);
}

const NO_CYCLES: SchemaCycles = { isRecursive: () => false, areMutual: () => false };
