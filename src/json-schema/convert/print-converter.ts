import { arrow, call, list } from '../../code/expressions.js';
import { lowerFirst } from '../../code/identifiers.js';
import { runtimeName, runtimeType } from '../../code/runtime-name.js';
import { stringLiteral } from '../../code/source-text.js';
import {
  allOf,
  block,
  BREAK,
  constant,
  declareProperty,
  functionText,
  statement,
  uses,
  variable,
  when,
  type Code,
} from '../../code/statements.js';
import { code as text, nameOf, type Layout, type Name } from '../../code/text-layout.js';
import { isInherited } from '../schema/inherited-names.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { areDisjoint, target } from '../schema/schema-facts.js';
import { sharedSchemas } from '../schema/shared-schemas.js';
import { findTag } from '../schema/tag-property.js';
import { placeOf } from '../validate/validate-verdict.js';
import { partName } from '../validator/check-context.js';
import { printPattern } from '../validator/print-pattern.js';
import { schemaFunctions, type SchemaFunctionOptions, type SchemaFunctions } from '../validator/schema-functions.js';
import { convertingSchemas, leafConversion, type Conversion, type ConversionSettings } from './conversion.js';

/** What the functions are given, and what they make of it. */
const HOLDER = nameOf('holder');
const KEY = nameOf('key');
const INTO = nameOf('into');
const VALUE = nameOf('value');
const TAG = nameOf('tag');
const NAME = nameOf('name');
const INDEX = nameOf('i');

/** What a converter's text depends on but for the schema. */
interface ConverterOptions extends SchemaFunctionOptions {
  /** Texts and numbers become Dates and bigints; or, for the encoder, bigints become texts again where the JSON has them so. */
  readonly direction: 'decode' | 'encode';
  readonly settings: ConversionSettings;
  /** The name of the function that checks a schema, and that function declared: for alternatives. `name` is what it may be called after. */
  readonly checkOf: (schema: JsonSchema, name: string) => Layout;
  /** The file that is omitted in places of faults: by default, that of the printed schema. */
  readonly file?: string;
}

/**
 * Prints functions of the type JsonConvert, which make Dates and bigints of what a valid JSON value holds; or, for the
 * encoder, functions that make the value JSON again. Each schema has one that converts, or that leads to one that does.
 */
export class ConverterPrinter {
  private readonly options: ConverterOptions;
  private readonly functions: SchemaFunctions;
  private converting: ReadonlySet<JsonSchema> = new Set();
  private shared: ReadonlySet<JsonSchema> = new Set();
  private file = '';

  constructor(options: ConverterOptions) {
    this.options = options;
    this.functions = schemaFunctions(options, options.direction === 'decode' ? 'convert' : 'unconvert');
  }

  /** The name of the function that converts the schema, with all that it calls declared; undefined if there is nothing to convert. */
  print(schema: JsonSchema, name: string): Name | undefined {
    const root = target(schema);
    const known = this.functions.get(root);
    if (known !== undefined) return known;
    this.converting = convertingSchemas(root, this.options.settings, (one) => this.counts(one));
    if (!this.converting.has(root)) return undefined;
    this.shared = sharedSchemas(root);
    this.file = this.options.file ?? schema.place.file;
    return this.declare(root, name);
  }

  private counts(conversion: Conversion): boolean {
    // Dates and bigints that stand for numbers need no schema to be written.
    return this.options.direction === 'decode' || (conversion.to === 'bigint' && conversion.from === 'string');
  }

  private declare(reference: JsonSchema, wanted: string): Name {
    const schema = target(reference);
    return this.functions.declare(schema, wanted, (name, typeName) => this.functionText(schema, name, typeName));
  }

  private functionText(schema: JsonSchema, name: Name, typeName: string): Layout {
    const body = this.valueCode(schema, typeName);
    const load = uses(body, VALUE) ? [variable('const', VALUE, text`${HOLDER}[${KEY}]`)] : [];
    const parameters = [
      text`${HOLDER}: ${runtimeType('json/holder', 'JsonHolder')}`,
      text`${KEY}: string | number`,
      ...(this.options.direction === 'decode'
        ? [text`${INTO}: ${runtimeType('json/convert', 'JsonConversions')}`]
        : []),
    ];
    return functionText(name, parameters, 'void', [...load, ...body]);
  }

  /** The statements for the value that `holder[key]` and `value` are. */
  private valueCode(schema: JsonSchema, name: string): readonly Code[] {
    if (this.leafOf(schema) !== undefined) return this.call(schema, name, HOLDER, KEY);
    const all = new Set([...schema.refs, ...schema.allOf]);
    const parts = [...all].filter((part) => this.converting.has(part));
    const objectCode = this.objectCode(schema, name);
    const arrayCode = this.arrayCode(schema, name);
    return [
      ...parts.flatMap((part, index) =>
        this.call(part, parts.length === 1 ? name : `${name}Part${index + 1}`, HOLDER, KEY),
      ),
      ...this.alternatives(schema, 'anyOf', name),
      ...this.alternatives(schema, 'oneOf', name),
      ...(objectCode.length === 0 ? [] : [when(holdsProperties(), objectCode)]),
      ...(arrayCode.length === 0 ? [] : [when(call(runtimeName('json/holder', 'holdsItems'), VALUE), arrayCode)]),
    ];
  }

  /** The statement that converts a property, an item, or what a function is given. */
  private call(schema: JsonSchema, name: string, holder: Layout, key: Layout): readonly Code[] {
    if (!this.converting.has(schema)) return [];
    const leaf = this.leafOf(schema);
    if (leaf === undefined) {
      const into = this.options.direction === 'decode' ? [INTO] : [];
      const convert = this.declare(schema, name);
      const converts = [statement(call(convert, holder, key, ...into))];
      if (!this.shared.has(target(schema))) return converts;
      return [when(call(runtimeName('json/convert-once', 'isUnconverted'), convert, holder, key), converts)];
    }
    if (this.options.direction === 'encode') return [statement(call(TO_DIGITS, holder, key))];
    const at = stringLiteral(this.pointerOf(leaf.owner, 'format'));
    if (leaf.to === 'Date') return [statement(call(text`${INTO}.toDate`, holder, key, at))];
    return [statement(call(text`${INTO}.toBigint`, holder, key, stringLiteral(leaf.format), at))];
  }

  private leafOf(schema: JsonSchema): Conversion | undefined {
    const leaf = leafConversion(schema, this.options.settings);
    return leaf !== undefined && this.counts(leaf) ? leaf : undefined;
  }

  private alternatives(schema: JsonSchema, keyword: 'anyOf' | 'oneOf', name: string): readonly Code[] {
    const branches = schema[keyword]
      .map((one, index) => ({ schema: one, name: `${name}Option${index + 1}` }))
      .filter((one) => !target(one.schema).never);
    const [only] = branches;
    if (only === undefined || !branches.some((one) => this.converting.has(one.schema))) return [];
    if (branches.length === 1) return this.call(only.schema, name, HOLDER, KEY);
    const schemas = branches.map((one) => one.schema);
    const tag = findTag(schemas);
    if (tag !== undefined) {
      const cases = branches.flatMap((one, index) => {
        const body = this.call(one.schema, one.name, HOLDER, KEY);
        return body.length === 0 ? [] : [{ labels: tag.literals[index] ?? [], body: [...body, BREAK] }];
      });
      const dispatch: Code = { kind: 'switch', on: TAG, cases };
      return [when(holdsProperties(), declareProperty({ name: TAG, property: tag.property, of: VALUE }, [dispatch]))];
    }
    if (areDisjoint(schemas)) return branches.flatMap((one) => this.ifItsType(one.schema, one.name));
    return this.firstThatFits(schema, keyword, branches, name);
  }

  /** For alternatives with different types: a value of another type is not converted. */
  private ifItsType(schema: JsonSchema, name: string): readonly Code[] {
    const code = this.call(schema, name, HOLDER, KEY);
    const leaf = this.leafOf(schema);
    if (leaf?.to !== 'bigint' || leaf.from === 'either' || this.options.direction === 'encode') return code;
    return [when(text`typeof ${VALUE} === ${stringLiteral(leaf.from)}`, code)];
  }

  private firstThatFits(
    schema: JsonSchema,
    keyword: 'anyOf' | 'oneOf',
    branches: readonly { readonly schema: JsonSchema; readonly name: string }[],
    name: string,
  ): readonly Code[] {
    const checks = branches.map((one) => this.branchCheck(one.schema, one.name));
    const type = text`readonly ${runtimeType('json/faults', 'JsonCheck')}[]`;
    const table = this.options.module.sharedTable(`${lowerFirst(name)}Alternatives`, (own) =>
      constant(own, type, list(checks)),
    );
    if (this.options.direction === 'encode') {
      const trials = branches.map((one) => this.trial(one.schema, one.name));
      const toFirstFit = runtimeName('simulate/json-unconvert', 'toFirstFit');
      return [statement(call(toFirstFit, HOLDER, KEY, table, list(trials)))];
    }
    const pointer = stringLiteral(this.pointerOf(schema, keyword));
    const cases = branches.flatMap((one, index) => {
      const code = this.call(one.schema, one.name, HOLDER, KEY);
      return code.length === 0 ? [] : [{ labels: [String(index)], body: [...code, BREAK] }];
    });
    return [{ kind: 'switch', on: call(text`${INTO}.branch`, HOLDER, KEY, table, pointer), cases }];
  }

  /** The function, of a holder and a key, that makes an alternative JSON again. */
  private trial(schema: JsonSchema, name: string): Layout {
    if (!this.converting.has(schema)) return arrow('', 'undefined');
    return this.leafOf(schema) === undefined ? this.declare(schema, name) : TO_DIGITS;
  }

  /** The check of an alternative; for texts that are to be converted, also whether they can be. */
  private branchCheck(schema: JsonSchema, name: string): Layout {
    const check = this.options.checkOf(schema, name);
    const leaf = this.leafOf(schema);
    if (leaf === undefined || this.options.direction === 'encode') return check;
    return call(runtimeName('json/convert', leaf.to === 'Date' ? 'isAlsoDate' : 'isAlsoBigint'), check);
  }

  private objectCode(schema: JsonSchema, name: string): readonly Code[] {
    const { properties, patternProperties, additionalProperties } = schema;
    const named = [...properties].flatMap(([property, part]) => {
      const code = this.call(part, partName(name, property), VALUE, stringLiteral(property));
      // Every object has what it inherits: only what is its own may be converted.
      if (code.length === 0 || !isInherited(property)) return code;
      return [when(call(text`${nameOf('Object')}.hasOwn`, VALUE, stringLiteral(property)), code)];
    });
    const entries = [...patternProperties].map(([pattern, part]) => ({
      pattern,
      code: this.call(part, partName(name, 'Entry'), VALUE, NAME),
    }));
    const others =
      additionalProperties === undefined ? [] : this.call(additionalProperties, partName(name, 'Entry'), VALUE, NAME);
    const tests: Layout[] = [];
    const matched = entries.flatMap(({ pattern, code }) => {
      if (code.length + others.length === 0) return [];
      const test = call(text`${printPattern(pattern, `${lowerFirst(name)}Key`, this.options.module).name}.test`, NAME);
      tests.push(test);
      return code.length === 0 ? [] : [when(test, code)];
    });
    const unmatched =
      tests.length === 0 || others.length === 0
        ? others
        : [when(allOf(...tests.map((test) => text`!${test}`)), others)];
    const labels = [...properties.keys()].map(stringLiteral);
    const rest: readonly Code[] =
      unmatched.length === 0 || labels.length === 0
        ? unmatched
        : [
            {
              kind: 'switch',
              on: NAME,
              cases: [
                { labels, body: [BREAK] },
                { labels: [], body: unmatched },
              ],
            },
          ];
    if (matched.length + rest.length === 0) return named;
    const holder = this.options.direction === 'decode' ? call(text`${INTO}.entriesOf`, VALUE) : VALUE;
    return [...named, block(text`for (const ${NAME} in ${holder})`, [...matched, ...rest])];
  }

  private arrayCode(schema: JsonSchema, name: string): readonly Code[] {
    const { prefixItems, items } = schema;
    const fixed = prefixItems.flatMap((part, index) =>
      this.call(part, `${name}Item${index + 1}`, VALUE, String(index)),
    );
    const each = items === undefined ? [] : this.call(items, partName(name, 'Item'), VALUE, INDEX);
    if (each.length === 0) return fixed;
    return [
      ...fixed,
      block(text`for (let ${INDEX} = ${String(prefixItems.length)}; ${INDEX} < ${VALUE}.length; ${INDEX}++)`, each),
    ];
  }

  private pointerOf(schema: JsonSchema, keyword: string): string {
    const { file, pointer } = placeOf(schema, keyword);
    return `${file === this.file ? '' : file}#${pointer}`;
  }
}

const TO_DIGITS = runtimeName('simulate/json-unconvert', 'toDigits');

function holdsProperties(): Layout {
  return call(runtimeName('json/holder', 'holdsProperties'), VALUE);
}
