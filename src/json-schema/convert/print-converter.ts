import { lowerFirst, pascalCase, type NameScope } from '../../code/identifiers.js';
import { stringLiteral } from '../../code/source-text.js';
import { block, layOut, line, when, type Code } from '../../code/code-lines.js';
import { convertingSchemas, leafConversion, type Conversion, type ConversionSettings } from './conversion.js';
import { areDisjoint } from '../validator/in-place-checks.js';
import { isInherited } from '../schema/inherited-names.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { partName } from '../validator/object-checks.js';
import { ownName } from '../schema/own-name.js';
import { printPattern } from '../validator/print-pattern.js';
import { target } from '../schema/schema-facts.js';
import { findTag } from '../schema/tag-property.js';
import { placeOf } from '../validate/validate-verdict.js';

/** What a converter's text depends on but for the schema. */
export interface ConverterOptions {
  /** Texts and numbers become Dates and bigints; or, for the encoder, bigints become texts again where the JSON has them so. */
  readonly direction: 'decode' | 'encode';
  readonly settings: ConversionSettings;
  /** The names of the module that the code will stand in. */
  readonly scope: NameScope;
  /** What a schema's type is called, if it has a name; its function is called after it. */
  readonly nameOf?: (schema: JsonSchema) => string | undefined;
  /** The name of the function that checks a schema, and that function declared: for alternatives. `name` is what it may be called after. */
  readonly checkOf: (schema: JsonSchema, name: string) => string;
  /** The file that is omitted in places of faults: by default, that of the printed schema. */
  readonly file?: string;
}

/**
 * Prints functions of the type JsonConvert, which make Dates and bigints of what a valid JSON value holds; or, for the
 * encoder, functions that make the value JSON again. Each schema has one that converts, or that leads to one that does.
 */
export class ConverterPrinter {
  readonly functions: string[] = [];
  /** Regular expressions and lists of checks. */
  readonly tables: string[] = [];
  /** What the code uses, by module of the runtime: `json/holder` → `holdsItems`. */
  readonly imports = new Map<string, Set<string>>();
  private readonly options: ConverterOptions;
  private readonly names = new Map<JsonSchema, string>();
  private readonly tableNames = new Map<string, string>();
  private converting: ReadonlySet<JsonSchema> = new Set();
  private file = '';

  constructor(options: ConverterOptions) {
    this.options = options;
  }

  /** The name of the function that converts the schema, with all that it calls declared; undefined if there is nothing to convert. */
  print(schema: JsonSchema, name: string): string | undefined {
    const root = target(schema);
    this.converting = convertingSchemas(root, this.options.settings, (one) => this.counts(one));
    if (!this.converting.has(root)) return undefined;
    this.file = this.options.file ?? schema.place.file;
    return this.declare(root, name);
  }

  private counts(conversion: Conversion): boolean {
    // Dates and bigints that stand for numbers need no schema to be written.
    return this.options.direction === 'decode' || (conversion.to === 'bigint' && conversion.from === 'string');
  }

  private declare(reference: JsonSchema, wanted: string): string {
    const schema = target(reference);
    const known = this.names.get(schema);
    if (known !== undefined) return known;
    const { direction, nameOf } = this.options;
    const name = pascalCase(nameOf?.(schema) ?? ownName([schema]) ?? wanted);
    const claimed = this.claim(`${direction === 'decode' ? 'convert' : 'unconvert'}${name}`);
    this.names.set(schema, claimed);
    // Callers stand above what they call.
    const index = this.functions.push('') - 1;
    this.functions[index] = this.functionText(schema, claimed, name);
    return claimed;
  }

  private functionText(schema: JsonSchema, name: string, typeName: string): string {
    this.use('json/holder', 'type JsonHolder');
    const parameters = ['holder: JsonHolder', 'key: string | number'];
    if (this.options.direction === 'decode') {
      this.use('json/convert', 'type JsonConversions');
      parameters.push('into: JsonConversions');
    }
    const body = this.valueCode(schema, typeName);
    // What asks for the value itself stands in an `if`.
    const load = body.some(({ kind }) => kind === 'if') ? [line('const value = holder[key];')] : [];
    const head = `function ${name}(${parameters.join(', ')}): void {`;
    const broken = `function ${name}(\n${parameters.map((one) => `  ${one},\n`).join('')}): void {`;
    return `${head.length <= 100 ? head : broken}\n${layOut([...load, ...body], '  ')}}\n`;
  }

  /** The statements for the value that `holder[key]` and `value` are. */
  private valueCode(schema: JsonSchema, name: string): readonly Code[] {
    if (this.leafOf(schema) !== undefined) return this.call(schema, name, 'holder', 'key');
    const parts = [...schema.refs, ...schema.allOf].filter((part) => this.converting.has(part));
    const objectCode = this.objectCode(schema, name);
    const arrayCode = this.arrayCode(schema, name);
    return [
      ...parts.flatMap((part, index) =>
        this.call(part, parts.length === 1 ? name : `${name}Part${index + 1}`, 'holder', 'key'),
      ),
      ...this.alternatives(schema, 'anyOf', name),
      ...this.alternatives(schema, 'oneOf', name),
      ...(objectCode.length === 0 ? [] : [when(`${this.use('json/holder', 'holdsProperties')}(value)`, objectCode)]),
      ...(arrayCode.length === 0 ? [] : [when(`${this.use('json/holder', 'holdsItems')}(value)`, arrayCode)]),
    ];
  }

  /** The statement that converts a property, an item, or what a function is given. */
  private call(schema: JsonSchema, name: string, holder: string, key: string): readonly Code[] {
    if (!this.converting.has(schema)) return [];
    const leaf = this.leafOf(schema);
    if (leaf === undefined) {
      const into = this.options.direction === 'decode' ? ['into'] : [];
      return [statement(this.declare(schema, name), holder, key, ...into)];
    }
    if (this.options.direction === 'encode')
      return [statement(this.use('simulate/json-unconvert', 'toDigits'), holder, key)];
    const { file, pointer } = placeOf(leaf.owner, 'format');
    const at = stringLiteral(`${file === this.file ? '' : file}#${pointer}`);
    if (leaf.to === 'Date') return [statement('into.toDate', holder, key, at)];
    return [statement('into.toBigint', holder, key, stringLiteral(leaf.format), at)];
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
    if (branches.length === 1) return this.call(only.schema, name, 'holder', 'key');
    const schemas = branches.map((one) => one.schema);
    const tag = findTag(schemas);
    if (tag !== undefined) {
      const cases = branches.flatMap((one, index) => {
        const body = this.call(one.schema, one.name, 'holder', 'key');
        return body.length === 0 ? [] : [{ labels: tag.literals[index] ?? [], body: [...body, line('break;')] }];
      });
      const dispatch: Code = { kind: 'switch', on: `value[${stringLiteral(tag.property)}]`, cases };
      return [when(`${this.use('json/holder', 'holdsProperties')}(value)`, [dispatch])];
    }
    if (areDisjoint(schemas)) return branches.flatMap((one) => this.ifItsType(one.schema, one.name));
    return this.firstThatFits(schema, keyword, branches, name);
  }

  /** For alternatives with different types: a value of another type is not converted. */
  private ifItsType(schema: JsonSchema, name: string): readonly Code[] {
    const code = this.call(schema, name, 'holder', 'key');
    const leaf = this.leafOf(schema);
    if (leaf?.to !== 'bigint' || leaf.from === 'either' || this.options.direction === 'encode') return code;
    return [when(`typeof value === ${stringLiteral(leaf.from)}`, code)];
  }

  private firstThatFits(
    schema: JsonSchema,
    keyword: 'anyOf' | 'oneOf',
    branches: readonly { readonly schema: JsonSchema; readonly name: string }[],
    name: string,
  ): readonly Code[] {
    const checks = branches.map((one) => this.branchCheck(one.schema, one.name));
    this.use('json/faults', 'type JsonCheck');
    const table = this.table(`${lowerFirst(name)}Alternatives`, (own) => {
      const head = `const ${own}: readonly JsonCheck[] = [`;
      const text = `${head}${checks.join(', ')}];\n`;
      return text.length <= 101 ? text : `${head}\n${checks.map((check) => `  ${check},\n`).join('')}];\n`;
    });
    const calls = branches.map((one) => this.call(one.schema, one.name, 'holder', 'key'));
    if (this.options.direction === 'encode') {
      // Each is one call, with the same arguments as a function that is passed on is given.
      const trials = calls.map(([code]) => (code?.kind === 'call' ? code.call.head : '() => undefined'));
      return [
        statement(this.use('simulate/json-unconvert', 'toFirstFit'), 'holder', 'key', table, `[${trials.join(', ')}]`),
      ];
    }
    const pointer = stringLiteral(this.pointerOf(schema, keyword));
    const cases = calls.flatMap((code, index) =>
      code.length === 0 ? [] : [{ labels: [String(index)], body: [...code, line('break;')] }],
    );
    return [{ kind: 'switch', on: `into.branch(holder, key, ${table}, ${pointer})`, cases }];
  }

  /** The check of an alternative; for texts that are to be converted, also whether they can be. */
  private branchCheck(schema: JsonSchema, name: string): string {
    const check = this.options.checkOf(schema, name);
    const leaf = this.leafOf(schema);
    if (leaf === undefined || this.options.direction === 'encode') return check;
    return `${this.use('json/convert', leaf.to === 'Date' ? 'isAlsoDate' : 'isAlsoBigint')}(${check})`;
  }

  private objectCode(schema: JsonSchema, name: string): readonly Code[] {
    const { properties, patternProperties, additionalProperties } = schema;
    const named = [...properties].flatMap(([property, part]) => {
      const code = this.call(part, partName(name, property), 'value', stringLiteral(property));
      // Every object has what it inherits: only what is its own may be converted.
      if (code.length === 0 || !isInherited(property)) return code;
      return [when(`Object.hasOwn(value, ${stringLiteral(property)})`, code)];
    });
    const entries = [...patternProperties].map(([pattern, part]) => ({
      pattern,
      code: this.call(part, partName(name, 'Entry'), 'value', 'name'),
    }));
    const others =
      additionalProperties === undefined
        ? []
        : this.call(additionalProperties, partName(name, 'Entry'), 'value', 'name');
    const tests: string[] = [];
    const matched = entries.flatMap(({ pattern, code }) => {
      if (code.length + others.length === 0) return [];
      const test = `${this.pattern(pattern, `${lowerFirst(name)}Key`)}.test(name)`;
      tests.push(test);
      return code.length === 0 ? [] : [when(test, code)];
    });
    const unmatched = tests.length === 0 || others.length === 0 ? others : [when(noneOf(tests), others)];
    const labels = [...properties.keys()].map(stringLiteral);
    const rest: readonly Code[] =
      unmatched.length === 0 || labels.length === 0
        ? unmatched
        : [
            {
              kind: 'switch',
              on: 'name',
              cases: [
                { labels, body: [line('break;')] },
                { labels: [], body: unmatched },
              ],
            },
          ];
    if (matched.length + rest.length === 0) return named;
    const holder = this.options.direction === 'decode' ? 'into.entriesOf(value)' : 'value';
    return [...named, block(`for (const name in ${holder}) {`, [...matched, ...rest])];
  }

  private arrayCode(schema: JsonSchema, name: string): readonly Code[] {
    const { prefixItems, items } = schema;
    const fixed = prefixItems.flatMap((part, index) =>
      this.call(part, `${name}Item${index + 1}`, 'value', String(index)),
    );
    const each = items === undefined ? [] : this.call(items, partName(name, 'Item'), 'value', 'i');
    if (each.length === 0) return fixed;
    return [...fixed, block(`for (let i = ${prefixItems.length}; i < value.length; i++) {`, each)];
  }

  private pointerOf(schema: JsonSchema, keyword: string): string {
    const { file, pointer } = placeOf(schema, keyword);
    return `${file === this.file ? '' : file}#${pointer}`;
  }

  private use(module: string, name: string): string {
    const names = this.imports.get(module) ?? new Set();
    this.imports.set(module, names.add(name));
    return name.replace(/^type /, '');
  }

  private pattern(pattern: string, wanted: string): string {
    const table = (name: string, text: (own: string) => string): string => this.table(name, text);
    return printPattern(pattern, wanted, { table, use: (module, name) => this.use(module, name) }).name;
  }

  private table(wanted: string, text: (name: string) => string): string {
    const key = text('');
    const known = this.tableNames.get(key);
    if (known !== undefined) return known;
    const name = this.claim(wanted);
    this.tableNames.set(key, name);
    this.tables.push(text(name));
    return name;
  }

  private claim(wanted: string): string {
    return this.options.scope.claim(wanted, ...[2, 3, 4, 5, 6, 7, 8, 9].map((number) => `${wanted}${number}`));
  }
}

function statement(head: string, ...args: readonly string[]): Code {
  return { kind: 'call', call: { head, args } };
}

function noneOf(tests: readonly string[]): { operator: '&&'; tests: readonly string[] } {
  return { operator: '&&', tests: tests.map((test) => `!${test}`) };
}
