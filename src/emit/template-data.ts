/**
 * What each template is filled in with. Every text is TypeScript source already: what comes from a schema has been made
 * harmless by source-text.ts, so templates put it in as it is. docs/templates.md is written from these comments.
 */
export interface TemplateData {
  /** `types.ts`: the types of key and value. */
  readonly types: TypesData;
  /** `decoder.ts`: from bytes to these types. */
  readonly decoder: DecoderData;
  /** `consumer.ts`: the decoder and the runtime, bound together. */
  readonly consumer: ConsumerData;
  /** `fixture.ts`: sample records and the encoder for them. */
  readonly fixture: FixtureData;
  /** `slow-path.ts`: what fetches schemas that were unknown at generation. */
  readonly 'slow-path': SlowPathData;
  /** `handler.ts`: yours once it is written. */
  readonly handler: HandlerData;
  /** `handler.test.ts` for vitest and jest: yours once it is written. */
  readonly 'handler.test': HandlerTestData;
  /** `handler.test.ts` for `node:test`: yours once it is written. */
  readonly 'handler.test.node': HandlerTestData;
}

/** A template, by the name of its file without `.ts.hbs`. */
export type TemplateName = keyof TemplateData;

/** A template and what to fill it in with. */
export type TemplateInput = {
  readonly [Name in TemplateName]: { readonly template: Name; readonly data: TemplateData[Name] };
}[TemplateName];

export interface TypesData {
  /** The interfaces and other types that the schemas declare, doc comments with them. */
  readonly declarations: string;
  /** The declaration of the key's type by the name that other files use; empty where a declaration above has it. */
  readonly keyAlias: string;
  /** The same of the value's type. */
  readonly valueAlias: string;
}

export interface DecoderData {
  /** The import statements. */
  readonly imports: string;
  /** What `ByteReader` of the runtime is imported as. */
  readonly byteReader: string;
  /** Constants that the functions read from: symbols of enums, patterns and the like. */
  readonly tables: string;
  /** The exported functions: `decodeValue`, `decodeKey` and what consumers need besides. */
  readonly parts: string;
  /** The functions that these call, one for each type and version. */
  readonly functions: string;
}

export interface ConsumerData {
  /** The import statements. */
  readonly imports: string;
  /** The exported type of a record, with its doc comment. */
  readonly record: string;
  /** The constant `binding`: how keys and values are decoded. */
  readonly binding: string;
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
  /** The exported samples, one for each type of record. */
  readonly samples: string;
  /** The constant `fixture`: the samples and encoders of key and value. */
  readonly fixture: string;
  /** The exported function that builds an event, with its doc comment. */
  readonly event: string;
  /** The exported functions that write a value and a key as a producer does. */
  readonly encoders: string;
  /** Constants that the encoders read from. */
  readonly tables: string;
  /** The functions that the encoders call. */
  readonly functions: string;
}

export interface SlowPathData {
  /** The import statements. */
  readonly imports: string;
  /** The constant `source`: where schemas are fetched. */
  readonly source: string;
  /** Constants: how values of key and value are represented. */
  readonly settings: string;
  /** Constants: the schemas that key and value are read with. */
  readonly schemas: string;
  /** The exported constant `slowPath`. */
  readonly slowPath: string;
}

export interface HandlerData {
  /** The topic's name: letters, digits, `.`, `_` and `-` alone, so it may stand in any string or comment. */
  readonly topic: string;
  /** The topic in PascalCase. */
  readonly pascal: string;
  /** What relative imports end with: `.js`, `.ts` or nothing. */
  readonly ext: string;
  /** Whether the event source mapping has ReportBatchItemFailures. */
  readonly reportBatchItemFailures: boolean;
  /** The types of record that the value may be; null where it is of one type. */
  readonly branches: readonly HandlerBranchData[] | null;
  /** The expression that tells the types of record apart: `event.$type`. */
  readonly tag: string;
  /** The same, to be put into a template literal. */
  readonly loggedTag: string;
  /** The type of values, where it is one. */
  readonly typeName: string;
}

export interface HandlerBranchData {
  /** The value of `tag`, as a literal. */
  readonly discriminant: string;
  /** The type of such records. */
  readonly typeName: string;
}

export interface HandlerTestData {
  /** The topic's name: letters, digits, `.`, `_` and `-` alone, so it may stand in any string or comment. */
  readonly topic: string;
  /** The topic in camelCase. */
  readonly camel: string;
  /** What relative imports end with: `.js`, `.ts` or nothing. */
  readonly ext: string;
  /** Whether the test runs with jest; else, in `handler.test`, with vitest. */
  readonly jest: boolean;
  /** Whether there are several types of record. */
  readonly branches: boolean;
  /** The names of the samples, one for each type of record. */
  readonly samples: readonly string[];
  /** The statement that makes the constant `event`, with a record of every type. */
  readonly everyType: string;
  /** The statement that imports what the test needs of `fixture.ts`. */
  readonly fixtureImport: string;
  /** The statements that make the constant `undecodable`, bytes that cannot be decoded; null where any bytes can. */
  readonly poison: string | null;
  /** The statement that expects the log of a tombstone. */
  readonly expectsDeleted: string;
  /** Whether the event source mapping has ReportBatchItemFailures. */
  readonly reportBatchItemFailures: boolean;
}
