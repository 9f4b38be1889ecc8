import { schemaFingerprint } from '../avro/canonical-form.js';
import { DecoderPrinter } from '../avro/printers/print-decoder.js';
import { JsonDecoderPrinter } from '../avro/printers/print-json-decoder.js';
import { upperFirst } from '../code/identifiers.js';
import { commentText, stringLiteral } from '../code/source-text.js';
import type { AvroSide } from '../model/topic-model.js';
import { shortName } from '../runtime/resolution/schema.js';
import type { Shape } from '../runtime/resolution/value-shape.js';
import type { DecodedSide, DecoderParts } from './decoder-file.js';
import { entryPoints } from './entry-points.js';
import { importedSpelling } from './topic-plan.js';
import { frameReaders } from './wire-frame.js';

/** Names that the file's own code uses, and that no imported type may hide. */
const NEEDED = new Set([
  ...['ByteReader', 'Date', 'LaterSchemas', 'Record', 'SchemaId', 'Uint8Array', 'UnknownSchemaError'],
  ...['AvroJson', 'JsonBranch', 'JsonCheck', 'JsonConversions', 'JsonFaults', 'JsonHolder'],
]);

/** What the file's functions and tables may be called. */
const OWN_VALUE = /^(?:read|skip|decode|json|check|convert|is[A-Z])|^setEntry$|Symbols(?:V\d+)?_?\d*$/;

/** Prints how the Avro keys and values of a topic are decoded. */
export class AvroDecoder {
  /** The import specifiers of the declared types that the functions name. */
  readonly types: ReadonlySet<string>;
  private readonly parts: DecoderParts;
  private readonly printer: DecoderPrinter;
  private readonly jsonPrinter: JsonDecoderPrinter;

  constructor(parts: DecoderParts) {
    this.parts = parts;
    const { types } = parts.plan;
    const { spelling, used } = importedSpelling(parts.plan, (name) => NEEDED.has(name) || OWN_VALUE.test(name));
    this.types = used;
    this.printer = new DecoderPrinter(types, spelling, parts.scope);
    this.jsonPrinter = new JsonDecoderPrinter(types, spelling, parts.scope);
  }

  /** The entry points of a key or value. */
  side(side: AvroSide, of: DecodedSide): string {
    return side.framing === 'lambda-json' ? this.jsonSide(side, of) : this.binarySide(side, of);
  }

  /** A datum that the event source mapping has made JSON: fields have names there, so the reader's schema is all it takes. */
  private jsonSide({ shape }: AvroSide, { what, type }: DecodedSide): string {
    const at = rootName(shape, what);
    const name = `read${upperFirst(what)}`;
    const expression = this.jsonPrinter.print(shape, { at, name: type });
    const body = `  const j = new AvroJson(r, ${stringLiteral(at)});\n  return ${expression};\n`;
    const entries = entryPoints({ what, type, call: (r) => `${name}(${r})`, schemaId: 'ignored' });
    return `${entries}\nfunction ${name}(r: ByteReader): ${type} {\n${body}}\n`;
  }

  private binarySide(side: AvroSide, { what, type }: DecodedSide): string {
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
    if (frame !== undefined) this.parts.use('kafka/framing', frame);
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
        schemaId: frame === undefined ? 'ignored' : 'unframed',
      });
      return `${entries}\nfunction ${name}(r: ByteReader${parameter}): ${type} {\n${body}}\n`;
    }
    const known = `[${ids.map((id) => stringLiteral(id ?? '')).join(', ')}]`;
    const otherwise = this.unknownSchema(side, { what, type }, known);
    const cases = side.versions.map(
      ({ file }, index) =>
        `    // ${commentText(file)}\n    case ${stringLiteral(ids[index] ?? '')}:\n      value = ${expressions[index] ?? ''};\n      break;\n`,
    );
    const body = [
      `  const id = ${idExpression(side, ids.at(-1) ?? '', frame)};\n`,
      `  let value: ${type};\n`,
      `  switch (id) {\n${cases.join('')}    default:\n      ${otherwise};\n  }\n`,
      `  r.close(${stringLiteral(at)});\n  return value;\n`,
    ];
    const entries = entryPoints({ what, type, call: (r, id) => `${name}(${r}, ${id})`, schemaId: 'resolves' });
    return `${entries}\nfunction ${name}(r: ByteReader, schemaId?: SchemaId): ${type} {\n${body.join('')}}\n`;
  }

  /** What becomes of a record whose writer's schema was unknown at generation. */
  private unknownSchema({ registry }: AvroSide, { what, type }: DecodedSide, known: string): string {
    if (registry === undefined) {
      this.parts.use('errors', 'UnknownSchemaError');
      return `throw new UnknownSchemaError(id, ${known})`;
    }
    const name = laterSchemas(what);
    this.parts.use('later/later-schemas', 'LaterSchemas');
    this.parts.tables.push(
      `/** The writers' schemas that slow-path.ts has fetched since generation. */\n` +
        `export const ${name} = new LaterSchemas<${type}>(${known});\n\n`,
    );
    return `value = ${name}.read(id, r)`;
  }

  /** Hands over what the entry points call. */
  finish(): void {
    const { parts, printer, jsonPrinter } = this;
    parts.use('avro/read', ...printer.imports);
    for (const [module, names] of jsonPrinter.imports) parts.use(module, ...names);
    parts.tables.push(...printer.tables, ...jsonPrinter.tables);
    parts.functions.push(...printer.functions, ...jsonPrinter.functions);
  }
}

function idExpression(side: AvroSide, readerId: string, frame: string | undefined): string {
  if (frame !== undefined) return `schemaId === undefined ? ${frame}(r) : \`\${schemaId}\`.toLowerCase()`;
  if (side.framing === 'none') return `\`\${schemaId ?? ${stringLiteral(readerId)}}\``;
  return "schemaId === undefined ? r.fail('the record bears no schema id', 'lambda framing') : `${schemaId}`.toLowerCase()";
}

/** The decoder's table of schemas that are fetched at run time. */
export function laterSchemas(what: 'key' | 'value'): string {
  return `later${upperFirst(what)}Schemas`;
}

/** What a whole value is called in errors. */
export function rootName(shape: Shape, what: 'key' | 'value'): string {
  return shape.kind === 'record' || shape.kind === 'enum' ? shortName(shape.type.fullName) : what;
}
