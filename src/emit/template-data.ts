/**
 * Data of each template. Every string is TypeScript source: text from a schema has been
 * escaped by source-text.ts, so templates insert it unchanged. docs/templates.md is generated from these comments.
 */
export interface TemplateData {
  /** `types.ts`: the types of key and value. */
  readonly types: TypesData;
  /** `decoder.ts`: decodes bytes to these types. */
  readonly decoder: DecoderData;
  /** `consumer.ts`: binds the decoder and the runtime. */
  readonly consumer: ConsumerData;
  /** `fixture.ts`: sample records and their encoder. */
  readonly fixture: FixtureData;
  /** `slow-path.ts`: fetches schemas that are unknown at generation. */
  readonly 'slow-path': SlowPathData;
  /** `handler.ts`: created once, then yours. */
  readonly handler: HandlerData;
  /** `handler.test.ts` for vitest and jest: created once, then yours. */
  readonly 'handler.test': HandlerTestData;
  /** `handler.test.ts` for `node:test`: created once, then yours. */
  readonly 'handler.test.node': HandlerTestData;
}

/** A template, by the name of its file without `.ts.hbs`. */
export type TemplateName = keyof TemplateData;

/** A template and its data. */
export type TemplateInput = {
  readonly [Name in TemplateName]: { readonly template: Name; readonly data: TemplateData[Name] };
}[TemplateName];

export interface TypesData {
  /** The interfaces and other types of the schemas, with their doc comments. */
  readonly declarations: string;
  /** The type alias of the key under the name that other files import; empty if a declaration has that name. */
  readonly keyAlias: string;
  /** The same for the value. */
  readonly valueAlias: string;
}

export interface DecoderData {
  /** The import statements. */
  readonly imports: string;
  /** What `ByteReader` of the runtime is imported as. */
  readonly byteReader: string;
  /** Constants that the functions read from: symbols of enums, patterns and the like. */
  readonly tables: string;
  /** The exported functions: `decodeValue`, `decodeKey` and others for consumers. */
  readonly parts: string;
  /** Their helper functions, one for each type and version. */
  readonly functions: string;
}

export interface ConsumerData {
  /** The import statements. */
  readonly imports: string;
  /** The exported type of a record, with its doc comment. */
  readonly record: string;
  /** The constant `binding`: how keys and values are decoded. */
  readonly binding: string;
  /** The type of a handler, with its doc comment. */
  readonly handler: string;
  /** The exported function that makes the Lambda handler, with its doc comment. */
  readonly consume: string;
  /** The functions that load `slow-path.ts`; empty where there is none. */
  readonly slowPath: string;
  /** The statements that pass on what handlers may need of the runtime. */
  readonly runtimeExports: string;
}

export interface FixtureData {
  /** The import statements. */
  readonly imports: string;
  /** The exported samples, one for each record type. */
  readonly samples: string;
  /** The constant `fixture`: the samples and encoders of key and value. */
  readonly fixture: string;
  /** The exported function that builds an event, with its doc comment. */
  readonly event: string;
  /** The exported function that builds a decoded record, with its doc comment. */
  readonly record: string;
  /** The exported functions that write a value and a key as a producer does. */
  readonly encoders: string;
  /** Constants that the encoders read from. */
  readonly tables: string;
  /** Helper functions of the encoders. */
  readonly functions: string;
  /** The statements that pass on what tests use of the runtime. */
  readonly runtimeExports: string;
}

export interface SlowPathData {
  /** The import statements. */
  readonly imports: string;
  /** The constant `source`: where schemas are fetched. */
  readonly source: string;
  /** Constants: the representation settings of key and value. */
  readonly settings: string;
  /** Constants: the reader schemas of key and value. */
  readonly schemas: string;
  /** The exported constant `slowPath`. */
  readonly slowPath: string;
}

export interface HandlerData {
  /** The topic's name: only letters, digits, `.`, `_` and `-`, so it is safe in any string or comment. */
  readonly topic: string;
  /** The topic in PascalCase. */
  readonly pascal: string;
  /** The file extension of relative imports: `.js`, `.ts` or nothing. */
  readonly ext: string;
  /** Whether the event source mapping has ReportBatchItemFailures. */
  readonly reportBatchItemFailures: boolean;
  /** The type of the handler, which `consumer.ts` exports: `KafkaHandler` or `KafkaBatchHandler`. */
  readonly handlerType: string;
  /** The record types of the value; null if there is only one. */
  readonly branches: readonly HandlerBranchData[] | null;
  /** The discriminator expression: `event.$type`. */
  readonly tag: string;
  /** The same, for use in a template literal. */
  readonly loggedTag: string;
  /** The type of values, if there is only one. */
  readonly typeName: string;
}

export interface HandlerBranchData {
  /** The value of `tag`, as a literal. */
  readonly discriminant: string;
  /** The type of these records. */
  readonly typeName: string;
}

export interface HandlerTestData {
  /** The topic's name: only letters, digits, `.`, `_` and `-`, so it is safe in any string or comment. */
  readonly topic: string;
  /** The topic in camelCase. */
  readonly camel: string;
  /** The file extension of relative imports: `.js`, `.ts` or nothing. */
  readonly ext: string;
  /** Whether the test runs with jest; otherwise, `handler.test` runs with vitest. */
  readonly jest: boolean;
  /** Whether there are several record types. */
  readonly branches: boolean;
  /** The statement that makes the constant `event`, with a record of every type. */
  readonly everyType: string;
  /** The statement that imports what the test needs of `fixture.ts`. */
  readonly fixtureImport: string;
  /** The statements that make the constant `undecodable`, bytes that cannot be decoded; null where any bytes can. */
  readonly poison: string | null;
  /** What the handler returns when all records are handled; with vitest and jest, the call that expects it. */
  readonly allHandled: string;
  /** Whether the event source mapping has ReportBatchItemFailures. */
  readonly reportBatchItemFailures: boolean;
}
