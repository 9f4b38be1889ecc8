import { call, conditional } from '../../code/expressions.js';
import { NameScope, pascalCase } from '../../code/identifiers.js';
import { numbered } from '../../code/module-declarations.js';
import { runtimeName } from '../../code/runtime-name.js';
import { stringLiteral } from '../../code/source-text.js';
import { constant, functionText, returns, type Code } from '../../code/statements.js';
import { code as text, nameOf, type Layout, type Name } from '../../code/text-layout.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { childSchemas, findCycles, inPlaceSchemas, type SchemaCycles } from '../schema/schema-cycles.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { target } from '../schema/schema-facts.js';
import { tableName } from '../validator/check-context.js';
import { printPattern } from '../validator/print-pattern.js';
import { schemaFunctions, type SchemaFunctionOptions, type SchemaFunctions } from '../validator/schema-functions.js';
import { arrayBody } from './array-parser.js';
import { leafValue } from './leaf-parser.js';
import { objectBody } from './object-parser.js';
import {
  GIVE_UP,
  LOCALS,
  READER,
  READER_PARAMETER,
  TEXT_CHOICES,
  type ParsedValue,
  type ParserContext,
} from './parser-context.js';
import { shapeOf, type ParsedShape } from './parsed-shape.js';

interface ParserOptions extends SchemaFunctionOptions {
  readonly settings: JsonSettings;
  /** The name of the function that checks a schema, and that function declared. */
  readonly checkOf: (schema: JsonSchema, name: string) => Layout;
}

/**
 * Prints functions that parse the bytes of a JSON text straight into values that satisfy a schema, one for each object and
 * array, or give up. They take only schemas that `parserRefusal` has nothing against.
 */
export class ParserPrinter {
  private readonly options: ParserOptions;
  private readonly functions: SchemaFunctions;
  private cycles: SchemaCycles | undefined;

  constructor(options: ParserOptions) {
    this.options = options;
    this.functions = schemaFunctions(options, 'parse');
  }

  /** The name of the function that parses a value of the schema, with all that it calls declared; `name` is the type's. */
  print(schema: JsonSchema, name: string): Name {
    this.cycles = findCycles(target(schema), (one) => [...inPlaceSchemas(one), ...childSchemas(one)]);
    const shape = shapeOf(schema, this.options.settings);
    if (hasFunction(shape)) return this.shapeFunction(shape, name);
    return this.part(`${name}Root`, (context) => this.shapeValue(context, shape, name));
  }

  /** The function that parses the values of an object's, an array's or a union's schema. */
  private shapeFunction(shape: FunctionShape, wanted: string): Name {
    return this.functions.declare(shape.schema, wanted, (name, typeName) =>
      functionText(name, [READER_PARAMETER], 'unknown', this.shapeBody(this.context(typeName), shape)),
    );
  }

  private shapeBody(context: ParserContext, shape: FunctionShape): readonly Code[] {
    const isNested = this.cycles?.isRecursive(shape.schema) === true;
    switch (shape.kind) {
      case 'object':
        return objectBody(context, shape.schema, isNested);
      case 'array':
        return arrayBody(context, shape.schema, isNested);
      case 'tagged': {
        const tag = call(runtimeName('json-parser/peek-tag', 'peekTag'), READER, stringLiteral(shape.property));
        const cases = shape.branches.map(({ schema, labels }, index) => {
          const { statements, value } = context.value(schema, `${context.name}Option${index + 1}`);
          return { labels, body: [...statements, returns(value)] };
        });
        return [{ kind: 'switch', on: tag, cases: [...cases, { labels: [], body: [returns(GIVE_UP)] }] }];
      }
    }
  }

  /** A function of its own for a value. */
  private part(wanted: string, print: (context: ParserContext) => ParsedValue): Name {
    return this.options.module.function({}, numbered(`parse${pascalCase(wanted)}`), (claimed) => {
      const { statements, value } = print(this.context(wanted));
      return functionText(claimed, [READER_PARAMETER], 'unknown', [...statements, returns(value)]);
    });
  }

  private context(name: string): ParserContext {
    const locals = new NameScope(LOCALS, 'variables');
    const { settings, module } = this.options;
    const context: ParserContext = {
      settings,
      all: false,
      known: new Map(),
      name,
      locals: { claim: (wanted) => nameOf(locals.claim(...numbered(wanted))) },
      use: runtimeName,
      table: (wanted, print) => module.sharedTable(wanted, print),
      ownTable: (wanted, print) => module.table({}, numbered(wanted), print),
      pattern: (pattern, wanted) => printPattern(pattern, wanted, module),
      value: (schema, wanted) => this.shapeValue(context, shapeOf(schema, settings), wanted),
      fork: (wanted) => this.context(wanted),
      function: (wanted, print) => module.function({}, numbered(`parse${pascalCase(wanted)}`), print),
    };
    return context;
  }

  /** The statements and the expression that parse a value of a shape. */
  private shapeValue(context: ParserContext, shape: ParsedShape, wanted: string): ParsedValue {
    const only = (value: Layout): ParsedValue => ({ statements: [], value });
    const leaf = (name: string): Layout => call(runtimeName('json-parser/parse-leaves', name), READER);
    switch (shape.kind) {
      case 'object':
      case 'array':
      case 'tagged':
        return only(call(this.shapeFunction(shape, wanted), READER));
      case 'any':
        return only(call(PARSE_ANY, READER));
      case 'never':
        return only(GIVE_UP);
      case 'boolean':
        return only(leaf('parseBoolean'));
      case 'null':
        return only(leaf('parseNull'));
      case 'choice': {
        const texts = call(text`new ${TEXT_CHOICES}`, ...shape.texts.map(stringLiteral));
        const table = context.table(`${tableName(wanted)}Choices`, (own) => constant(own, '', texts));
        return only(call(text`${table}.parse`, READER));
      }
      case 'nullable': {
        const inner = hasStatements(shape.inner)
          ? call(
              this.part(wanted, (own) => this.shapeValue(own, shape.inner, wanted)),
              READER,
            )
          : this.shapeValue(context, shape.inner, wanted).value;
        return only(conditional(leaf('takeNull'), 'null', inner));
      }
      case 'checked': {
        const check = this.options.checkOf(shape.schema, wanted);
        return only(call(runtimeName('json-parser/checked', 'checked'), call(PARSE_ANY, READER), check));
      }
      case 'text':
      case 'number':
      case 'integer':
        return leafValue(context, shape, wanted);
    }
  }
}

type FunctionShape = Extract<ParsedShape, { readonly kind: 'object' | 'array' | 'tagged' }>;

function hasFunction(shape: ParsedShape): shape is FunctionShape {
  return shape.kind === 'object' || shape.kind === 'array' || shape.kind === 'tagged';
}

/** Whether it may take statements to parse a value. */
function hasStatements({ kind }: ParsedShape): boolean {
  return kind === 'text' || kind === 'number' || kind === 'integer';
}

const PARSE_ANY = runtimeName('json-parser/parse-any', 'parseAny');
