import { documented } from '../avro/print-types.js';
import { DecoderPrinter } from '../avro/printers/print-decoder.js';
import { JsonDecoderPrinter } from '../avro/printers/print-json-decoder.js';
import { assigned, call, conditional, list } from '../code/expressions.js';
import { runtimeName } from '../code/runtime-name.js';
import { lineComment, stringLiteral } from '../code/source-text.js';
import { BREAK, leave, returns, statement, variable, when, type Code, type SwitchCase } from '../code/statements.js';
import { code, hardline, nameOf, type Layout } from '../code/text-layout.js';
import type { AvroPart } from '../model/topic-model.js';
import { wireId } from '../model/wire-id.js';
import { READER, SCHEMA_ID, type DecodedPart, type DecoderContext } from './decoder-context.js';
import { entryPoints } from './entry-points.js';
import { rootName, schemaCache } from './part-names.js';
import { importedTypes, topicType } from './type-imports.js';
import { frameReader } from './wire-frame.js';

const ID = nameOf('id');
const VALUE = nameOf('value');

/** Prints how the Avro keys and values of a topic are decoded: the exported functions and those that they call. */
export class AvroDecoder {
  private readonly context: DecoderContext;
  private readonly printer: DecoderPrinter;
  private readonly jsonPrinter: JsonDecoderPrinter;

  constructor(context: DecoderContext) {
    this.context = context;
    const module = { names: context.plan.types, spelling: importedTypes, module: context.module };
    this.printer = new DecoderPrinter(module);
    this.jsonPrinter = new JsonDecoderPrinter(module);
  }

  /** The entry points of a key or value. */
  part(part: AvroPart, of: DecodedPart): readonly Layout[] {
    return part.framing === 'lambda-json' ? this.jsonPart(part, of) : this.binaryPart(part, of);
  }

  /** A datum that the event source mapping has made JSON: fields have names there, so the reader's schema is all it takes. */
  private jsonPart({ shape, jsonDecimals: decimals }: AvroPart, { what, type }: DecodedPart): readonly Layout[] {
    const at = rootName(shape, what);
    const value = this.jsonPrinter.print(shape, { at, name: type, typeText: topicType(type) }, { decimals });
    const json = call(code`new ${runtimeName('avro/json', 'AvroJson')}`, READER, stringLiteral(at));
    return entryPoints({ what, type, schemaId: 'ignored', body: [variable('const', 'j', json), returns(value)] });
  }

  private binaryPart(part: AvroPart, { what, type }: DecodedPart): readonly Layout[] {
    const { versions, shape } = part;
    const at = rootName(shape, what);
    const returned = topicType(type);
    // The reader's version first: it takes the plain names.
    const values = versions.map((): Layout => '');
    for (let index = versions.length - 1; index >= 0; index--) {
      const version = versions[index];
      if (version === undefined) continue;
      const suffix = index === versions.length - 1 ? '' : `V${index + 1}`;
      const place = { shape, at, name: type, typeText: returned };
      values[index] = this.printer.print({ resolution: version.resolution, suffix }, place);
    }
    const frame = frameReader(part);
    const ids = versions.map((version) => wireId(part, version));
    const close = [statement(call(code`${READER}.close`, stringLiteral(at))), returns(VALUE)];
    const [only] = values;
    if (values.length === 1 && only !== undefined && ids[0] === null) {
      const skipFrame =
        frame === undefined ? [] : [when(code`${SCHEMA_ID} === undefined`, [statement(call(frame, READER))])];
      const body = [...skipFrame, variable('const', VALUE, only), ...close];
      return entryPoints({ what, type, schemaId: frame === undefined ? 'ignored' : 'unframed', body });
    }
    const known = list(ids.map((id) => stringLiteral(id ?? '')));
    const cases = versions.map(({ file }, index): SwitchCase => ({
      comment: lineComment(file, 2),
      labels: [stringLiteral(ids[index] ?? '')],
      body: [statement(assigned(code`${VALUE} =`, values[index] ?? '')), BREAK],
    }));
    const body: readonly Code[] = [
      variable('const', ID, schemaIdOf(part, ids.at(-1) ?? '', frame)),
      statement(code`let ${VALUE}: ${returned}`),
      {
        kind: 'switch',
        on: ID,
        cases: [...cases, { labels: [], body: [this.unknownSchema(part, { what, type }, known)] }],
      },
      ...close,
    ];
    return entryPoints({ what, type, schemaId: 'resolves', body });
  }

  /** What becomes of a record whose writer's schema was unknown at generation. */
  private unknownSchema({ registry }: AvroPart, { what, type }: DecodedPart, known: Layout): Code {
    if (registry === undefined)
      return leave(['throw ', call(code`new ${runtimeName('errors', 'UnknownSchemaError')}`, ID, known)]);
    const cache = this.context.module.table({}, [schemaCache(what)], (name) => {
      const Cache = runtimeName('later/runtime-schema-cache', 'RuntimeSchemaCache');
      const made = call(code`new ${Cache}<${topicType(type)}>`, known);
      const doc = 'Writer schemas that slow-path.ts has fetched since generation.';
      return documented([doc], [assigned(code`export const ${name} =`, made), ';', hardline]);
    });
    return statement(assigned(code`${VALUE} =`, call(code`${cache}.read`, ID, READER)));
  }
}

function schemaIdOf(part: AvroPart, readerId: string, frame: Layout | undefined): Layout {
  const given = code`${call(nameOf('String'), SCHEMA_ID)}.toLowerCase()`;
  const isMissing = code`${SCHEMA_ID} === undefined`;
  if (frame !== undefined) return conditional(isMissing, call(frame, READER), given, true);
  if (part.framing === 'none') return code`\`\${${SCHEMA_ID} ?? ${stringLiteral(readerId)}}\``;
  const fails = call(code`${READER}.fail`, "'the record has no schema id'", "'lambda framing'");
  return conditional(isMissing, fails, given, true);
}
