import { NameScope } from '../code/identifiers.js';
import { stringLiteral } from '../code/source-text.js';
import type { PartModel } from '../model/topic-model.js';
import { AvroDecoder } from './avro-decoder.js';
import { entryPoints } from './entry-points.js';
import { ImportLines } from '../code/import-lines.js';
import { jsonDecoder } from './json-decoder.js';
import type { TemplateInput } from './template-data.js';
import { modulePath, type TopicPlan } from './topic-plan.js';

/** One of the two halves of a record, and the type of its alias. */
export interface DecodedPart {
  readonly what: 'key' | 'value';
  readonly type: string;
}

/** What the decoders of key and value add to: one file holds both. */
export interface DecoderContext {
  readonly plan: TopicPlan;
  /** The names of functions and tables. */
  readonly scope: NameScope;
  readonly tables: string[];
  readonly functions: string[];
  /** Imports names from a module of the runtime. */
  use(module: string, ...names: readonly string[]): void;
}

/** What `decoder.ts` is made of. */
export function decoderFile(plan: TopicPlan): TemplateInput {
  const lines = new ImportLines();
  const context: DecoderContext = {
    plan,
    scope: new NameScope(['reader', 'readKey', 'readValue', ...RUNTIME_NAMES]),
    tables: [],
    functions: [],
    use: (module, ...names) => void lines.add(modulePath(plan, `../_runtime/${module}`), ...names),
  };
  context.use('byte-reader', 'ByteReader');
  context.use('kafka/schema-id', 'type SchemaId');
  const avro = new AvroDecoder(context);
  const part = (model: PartModel, of: DecodedPart): string => {
    switch (model.kind) {
      case 'avro':
        return avro.part(model, of);
      case 'json':
        return jsonDecoder(context, model, of);
      case 'string':
        context.use('kafka/plain-read', 'readText');
        return entryPoints({ ...of, call: (r) => `readText(${r}, ${stringLiteral(of.what)})`, schemaId: 'ignored' });
      case 'bytes':
        context.use('kafka/plain-read', 'readRaw');
        return entryPoints({ ...of, call: (r) => `readRaw(${r})`, schemaId: 'ignored', raw: true });
    }
  };
  const parts = [
    part(plan.topic.value, { what: 'value', type: plan.valueType }),
    part(plan.topic.key, { what: 'key', type: plan.keyType }),
  ];
  avro.finish();
  lines.add(modulePath(plan, './types'), ...avro.types, `type ${plan.keyType}`, `type ${plan.valueType}`);
  return {
    template: 'decoder',
    data: {
      imports: lines.print(),
      tables: context.tables.join(''),
      parts: parts.join('\n'),
      functions: context.functions.join('\n'),
    },
  };
}

/** Names of the runtime that generated functions could meet. */
const RUNTIME_NAMES = [
  ...['readConfluentFrame', 'readConfluentGuidFrame', 'readGlueFrame', 'readSingleObjectFrame', 'readAnyFrame'],
  ...['readText', 'readRaw', 'readJson', 'readConvertedJson', 'readWideJson'],
  ...[
    'readBoolean',
    'readInt',
    'readLong',
    'readLongNumber',
    'readLongDigits',
    'readLongAsDouble',
    'readFloat',
    'readDouble',
    'readString',
  ],
  ...[
    'readBytes',
    'readBytesBase64',
    'readFixed',
    'readFixedBase64',
    'readDecimal',
    'readFixedDecimal',
    'readFixedUuid',
    'readDate',
  ],
  ...[
    'readDateAsDate',
    'readTimestamp',
    'readInstant',
    'readLocal',
    'readDuration',
    'readIndex',
    'readSymbol',
    'readBlock',
  ],
  ...['skipVarint', 'skipBytes', 'skipFixed', 'skipBlocks', 'setEntry'],
];
