import { schemaFingerprint } from '../avro/canonical-form.js';
import { EncoderPrinter } from '../avro/print-encoder.js';
import { valueLiteral } from '../avro/value-literal.js';
import { NameScope, upperFirst } from '../model/identifiers.js';
import { docComment, stringLiteral } from '../model/source-text.js';
import type { AvroSide, SideModel } from '../model/topic-model.js';
import { recordBranches } from '../model/topic-model.js';
import { rootName } from './decoder-file.js';
import { ImportLines } from './import-lines.js';
import { render } from './render.js';
import { importedBeside, importedSpelling, modulePath, type SampledPlan } from './topic-plan.js';

const NEEDED = new Set([
  'Array',
  'Buffer',
  'ByteWriter',
  'Date',
  'EventOverrides',
  'KafkaEvent',
  'Record',
  'TopicFixture',
  'Uint8Array',
]);

/** What the file's functions, samples and tables may be called. */
const OWN_VALUE = /^(?:write|encode)|^fixture$|(?:Event|Frame|Sample)$|Symbols_?\d*$/;

/** The body of `fixture.ts`. */
export function fixtureFile(plan: SampledPlan): string {
  const file = new FixtureFile(plan);
  const value = file.side(plan.topic.value, 'value');
  const key = file.side(plan.topic.key, 'key');
  return render('fixture', {
    imports: file.imports(),
    samples: [...value.samples, ...key.samples].join('\n'),
    encoders: [value.encoder, key.encoder].join('\n'),
    pascal: plan.topic.names.pascal,
    camel: plan.topic.names.camel,
    sampleEvent: importedBeside(`${plan.topic.names.camel}Event`, 'sampleEvent').name,
    topic: stringLiteral(plan.topic.topic),
    overrides: overridesParameter(plan),
    keyType: plan.keyType,
    valueType: plan.valueType,
    key: key.fixture,
    value: value.fixture,
    tables: file.printer.tables.join(''),
    functions: file.printer.functions.join('\n'),
  });
}

/** The parameter of `…Event`, on a line of its own where the function's head would be too long. */
function overridesParameter(plan: SampledPlan): string {
  const parameter = `overrides?: EventOverrides<${plan.keyType}, ${plan.valueType}>`;
  const head = `export function ${plan.topic.names.camel}Event(${parameter}): KafkaEvent {`;
  return head.length <= 100 ? parameter : `\n  ${parameter},\n`;
}

class FixtureFile {
  readonly printer: EncoderPrinter;
  private readonly plan: SampledPlan;
  private readonly lines = new ImportLines();
  private readonly types: ReadonlySet<string>;
  private readonly spelled: (name: string) => string;

  constructor(plan: SampledPlan) {
    this.plan = plan;
    const { spelling, used } = importedSpelling(plan.types, (name) => NEEDED.has(name) || OWN_VALUE.test(name));
    this.types = used;
    this.spelled = (name) => spelling.declared(name);
    this.printer = new EncoderPrinter(plan.types, spelling, new NameScope(ENCODER_NAMES));
    this.lines
      .add(this.runtime('kafka-event'), 'type KafkaEvent')
      .add(
        this.runtime('sample-event'),
        importedBeside(`${plan.topic.names.camel}Event`, 'sampleEvent').imported,
        'type EventOverrides',
        'type TopicFixture',
      );
  }

  imports(): string {
    const { plan, printer } = this;
    return this.lines
      .add(this.runtime('avro-write'), ...printer.imports)
      .add(modulePath(plan, './types'), ...this.types, `type ${plan.keyType}`, `type ${plan.valueType}`)
      .print();
  }

  side(side: SideModel, what: 'key' | 'value'): { samples: string[]; encoder: string; fixture: string } {
    const { plan } = this;
    const sideType = what === 'key' ? plan.keyType : plan.valueType;
    const planned = plan.samples[what];
    const samples = planned.map(({ name, type, value }) => {
      const head = `export const ${name}: ${type === sideType ? type : this.spelled(type)} = `;
      return `${head}${valueLiteral(value, (global) => global, '', head.length)};\n`;
    });
    const names = planned.map(({ name }) => name);
    const encoder = `encode${plan.topic.names.pascal}${upperFirst(what)}`;
    const isRecord = side.kind === 'avro' && (side.shape.kind === 'record' || recordBranches(side).length > 0);
    const metadata = side.kind === 'avro' && side.framing === 'lambda' ? [metadataEntry(side)] : [];
    return {
      samples,
      encoder: this.encoder(side, what, { name: encoder, type: sideType }),
      fixture: objectText(what, [
        `samples: ${listText(names)}`,
        `encode: ${encoder}`,
        `isRecord: ${isRecord}`,
        ...metadata,
      ]),
    };
  }

  private encoder(
    side: SideModel,
    what: 'key' | 'value',
    { name, type }: { readonly name: string; readonly type: string },
  ): string {
    const doc = docComment([`Writes a ${what} as a producer does${side.kind === 'avro' ? framed(side) : ''}.`]);
    const head = `export function ${name}(${what}: ${type}): Uint8Array {`;
    if (side.kind === 'string') return `${doc}${head}\n  return Buffer.from(${what});\n}\n`;
    if (side.kind === 'bytes') return `${doc}${head}\n  return ${what};\n}\n`;
    this.lines.add(this.runtime('byte-writer'), 'ByteWriter');
    const statements = this.printer.print(side.shape, {
      value: what,
      at: rootName(side.shape, what),
      name: type,
      typeText: type,
    });
    const body = ['const w = new ByteWriter();', ...statements, `return ${this.frame(side, 'w.finish()')};`];
    return `${doc}${head}\n${body.map((line) => `  ${line}\n`).join('')}}\n`;
  }

  private frame(side: AvroSide, payload: string): string {
    const id = stringLiteral(writtenId(side));
    const frame = FRAME_WRITERS[side.framing];
    if (frame === undefined) return payload;
    this.lines.add(this.runtime('frame-encode'), frame);
    return `${frame}(${side.framing === 'confluent' ? Number(writtenId(side)) : id}, ${payload})`;
  }

  private runtime(module: string): string {
    return modulePath(this.plan, `../_runtime/${module}`);
  }
}

/** The functions of frame-encode.ts. */
const FRAME_WRITERS = {
  none: undefined,
  lambda: undefined,
  confluent: 'confluentFrame',
  'confluent-guid': 'confluentGuidFrame',
  glue: 'glueFrame',
  'single-object': 'singleObjectFrame',
} as const satisfies Record<AvroSide['framing'], string | undefined>;

const ENCODER_NAMES = [
  ...[
    'writeBoolean',
    'writeInt',
    'writeLong',
    'writeLongNumber',
    'writeLongDigits',
    'writeFloat',
    'writeDouble',
    'writeString',
    'writeBytes',
  ],
  ...[
    'writeBytesBase64',
    'writeFixed',
    'writeFixedBase64',
    'writeDecimal',
    'writeFixedDecimal',
    'writeFixedUuid',
    'writeDate',
    'writeDateAsDate',
  ],
  ...[
    'writeTimestamp',
    'writeInstant',
    'writeLocal',
    'writeDuration',
    'writeIndex',
    'writeSymbol',
    'writeArray',
    'writeMap',
  ],
];

/** The id that samples are written with: the reader's, or where the config gives none the first there could be. */
export function writtenId(side: AvroSide): string {
  if (side.framing === 'single-object') return schemaFingerprint(side.reader.type);
  return side.reader.id ?? (side.framing === 'confluent' ? '1' : '00000000-0000-0000-0000-000000000000');
}

function framed(side: AvroSide): string {
  return FRAME_WRITERS[side.framing] === undefined ? '' : `, in its ${side.framing} frame`;
}

function metadataEntry(side: AvroSide): string {
  return `metadata: { dataFormat: 'AVRO', schemaId: ${stringLiteral(writtenId(side))} }`;
}

/** The value of a property two columns in: on one line if it fits, else an entry a line. */
function objectText(property: string, entries: readonly string[]): string {
  const line = `{ ${entries.join(', ')} }`;
  if (`  ${property}: ${line},`.length <= 100 && !line.includes('\n')) return line;
  return `{\n${entries.map((entry) => `    ${entry},\n`).join('')}  }`;
}

function listText(names: readonly string[]): string {
  const line = `[${names.join(', ')}]`;
  return line.length <= 84 ? line : `[\n${names.map((name) => `      ${name},\n`).join('')}    ]`;
}
