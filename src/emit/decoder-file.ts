import { DecoderPrinter } from '../avro/print-decoder.js';
import { schemaFingerprint } from '../avro/canonical-form.js';
import { NameScope, upperFirst } from '../model/identifiers.js';
import { commentText, stringLiteral } from '../model/source-text.js';
import type { AvroSide, SideModel } from '../model/topic-model.js';
import { shortName } from '../runtime/avro-schema.js';
import type { Shape } from '../runtime/value-shape.js';
import { ImportLines } from './import-lines.js';
import { render } from './render.js';
import { importedSpelling, modulePath, type TopicPlan } from './topic-plan.js';

/** Names that the file's own code uses, and that no imported type may hide. */
const NEEDED = new Set(['ByteReader', 'Date', 'Record', 'SchemaId', 'Uint8Array', 'UnknownSchemaError']);

/** What the file's functions and tables may be called. */
const OWN_VALUE = /^(?:read|skip|decode)|^setEntry$|Symbols(?:V\d+)?_?\d*$/;

/** The functions of framing.ts that read a frame and return the schema id. */
export const frameReaders = {
  none: undefined,
  lambda: undefined,
  confluent: 'readConfluentFrame',
  'confluent-guid': 'readConfluentGuidFrame',
  glue: 'readGlueFrame',
  'single-object': 'readSingleObjectFrame',
} as const satisfies Record<AvroSide['framing'], string | undefined>;

/** The body of `decoder.ts`. */
export function decoderFile(plan: TopicPlan): string {
  const file = new DecoderFile(plan);
  const sides = [file.side(plan.topic.value, 'value'), file.side(plan.topic.key, 'key')];
  return render('decoder', {
    imports: file.imports(),
    tables: file.printer.tables.join(''),
    sides: sides.join('\n'),
    functions: file.printer.functions.join('\n'),
  });
}

class DecoderFile {
  readonly printer: DecoderPrinter;
  private readonly plan: TopicPlan;
  private readonly lines = new ImportLines();
  private readonly types: ReadonlySet<string>;
  private usesUnknownSchemaError = false;

  constructor(plan: TopicPlan) {
    this.plan = plan;
    const { spelling, used } = importedSpelling(plan.types, (name) => NEEDED.has(name) || OWN_VALUE.test(name));
    this.types = used;
    this.printer = new DecoderPrinter(
      plan.types,
      spelling,
      new NameScope(['reader', 'readKey', 'readValue', 'readText', 'readRaw', ...RUNTIME_NAMES]),
    );
    this.lines.add(this.runtime('byte-reader'), 'ByteReader').add(this.runtime('schema-id'), 'type SchemaId');
  }

  imports(): string {
    const { plan } = this;
    return this.lines
      .add(this.runtime('avro-read'), ...this.printer.imports)
      .add(this.runtime('errors'), ...(this.usesUnknownSchemaError ? ['UnknownSchemaError'] : []))
      .add(modulePath(plan, './types'), ...this.types, `type ${plan.keyType}`, `type ${plan.valueType}`)
      .print();
  }

  side(side: SideModel, what: 'key' | 'value'): string {
    const type = what === 'key' ? this.plan.keyType : this.plan.valueType;
    switch (side.kind) {
      case 'avro':
        return this.avro(side, what, type);
      case 'string':
        this.lines.add(this.runtime('plain-read'), 'readText');
        return entryPoints({ what, type, call: (r) => `readText(${r}, ${stringLiteral(what)})`, takesId: false });
      case 'bytes':
        this.lines.add(this.runtime('plain-read'), 'readRaw');
        return entryPoints({ what, type, call: (r) => `readRaw(${r})`, takesId: false, raw: true });
    }
  }

  private avro(side: AvroSide, what: 'key' | 'value', type: string): string {
    const at = rootName(side.shape, what);
    // The reader's version first: it takes the plain names.
    const expressions = side.versions.map(() => '');
    for (let index = side.versions.length - 1; index >= 0; index--) {
      const version = side.versions[index];
      if (version === undefined) continue;
      const suffix = index === side.versions.length - 1 ? '' : `V${index + 1}`;
      expressions[index] = this.printer.print(
        { resolution: version.resolution, suffix },
        { shape: side.shape, at, name: type, typeText: type },
      );
    }
    const frame = frameReaders[side.framing];
    if (frame !== undefined) this.lines.add(this.runtime('framing'), frame);
    const ids = side.versions.map((version) =>
      side.framing === 'single-object' ? schemaFingerprint(version.type) : version.id,
    );
    const [only] = expressions;
    const name = `read${upperFirst(what)}`;
    if (expressions.length === 1 && only !== undefined && ids[0] === null) {
      const skipFrame = frame === undefined ? '' : `  if (schemaId === undefined) ${frame}(r);\n`;
      const body = `${skipFrame}  const value = ${only};\n  r.close(${stringLiteral(at)});\n  return value;\n`;
      const parameter = frame === undefined ? '' : ', schemaId?: SchemaId';
      const entries = entryPoints({
        what,
        type,
        call: (r, id) => `${name}(${r}${frame === undefined ? '' : `, ${id}`})`,
        takesId: frame !== undefined,
      });
      return `${entries}\nfunction ${name}(r: ByteReader${parameter}): ${type} {\n${body}}\n`;
    }
    this.usesUnknownSchemaError = true;
    const known = `[${ids.map((id) => stringLiteral(id ?? '')).join(', ')}]`;
    const cases = side.versions.map(
      ({ file }, index) =>
        `    // ${commentText(file)}\n    case ${stringLiteral(ids[index] ?? '')}:\n      value = ${expressions[index] ?? ''};\n      break;\n`,
    );
    const body = [
      `  const id = ${this.idExpression(side, ids.at(-1) ?? '', frame)};\n`,
      `  let value: ${type};\n`,
      `  switch (id) {\n${cases.join('')}    default:\n      throw new UnknownSchemaError(id, ${known});\n  }\n`,
      `  r.close(${stringLiteral(at)});\n  return value;\n`,
    ];
    const entries = entryPoints({ what, type, call: (r, id) => `${name}(${r}, ${id})`, takesId: true });
    return `${entries}\nfunction ${name}(r: ByteReader, schemaId?: SchemaId): ${type} {\n${body.join('')}}\n`;
  }

  private idExpression(side: AvroSide, readerId: string, frame: string | undefined): string {
    if (frame !== undefined) return `schemaId === undefined ? ${frame}(r) : \`\${schemaId}\`.toLowerCase()`;
    if (side.framing === 'none') return `\`\${schemaId ?? ${stringLiteral(readerId)}}\``;
    return "schemaId === undefined ? r.fail('the record bears no schema id', 'lambda framing') : `${schemaId}`.toLowerCase()";
  }

  private runtime(module: string): string {
    return modulePath(this.plan, `../_runtime/${module}`);
  }
}

/** Names of the runtime that generated functions could meet. */
const RUNTIME_NAMES = [
  ...Object.values(frameReaders).flatMap((name) => name ?? []),
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

interface EntryPoints {
  readonly what: 'key' | 'value';
  readonly type: string;
  /** The expression that reads from a reader, with the schema id if it takes one. */
  readonly call: (reader: string, schemaId: string) => string;
  readonly takesId: boolean;
  /** Whether any bytes will do. */
  readonly raw?: boolean;
}

/** `decodeValue` and `decodeValueBase64`, or those of the key. */
function entryPoints({ what, type, call, takesId, raw = false }: EntryPoints): string {
  const name = `decode${upperFirst(what)}`;
  const parameter = takesId ? 'schemaId' : '_schemaId';
  const none = what === 'value' ? 'null, a tombstone, stays null' : 'null, for a record without a key, stays null';
  const id = takesId
    ? [" * `schemaId` is the writer's, for bytes that do not bear it themselves."]
    : [' * There is one way to read it, so the schema id does not matter.'];
  return [
    '/**',
    ` * Decodes a ${what} as Kafka holds it; ${none}.`,
    ...id,
    ...(raw
      ? []
      : [
          ` * Throws a DecodeError for bytes that are no such ${what}${takesId ? ', and an UnknownSchemaError for an id that is not known' : ''}.`,
        ]),
    ' */',
    `export function ${name}(bytes: Uint8Array | null, ${parameter}?: SchemaId): ${type} | null {`,
    `  return bytes === null ? null : ${call('reader.openBytes(bytes)', 'schemaId')};`,
    '}',
    '',
    '/** The same from base64, as Lambda delivers it. */',
    `export function ${name}Base64(base64: string, ${parameter}?: SchemaId): ${type} {`,
    `  return ${call('reader.openBase64(base64)', 'schemaId')};`,
    '}',
    '',
  ].join('\n');
}

/** What a whole value is called in errors. */
export function rootName(shape: Shape, what: 'key' | 'value'): string {
  return shape.kind === 'record' || shape.kind === 'enum' ? shortName(shape.type.fullName) : what;
}
