import { schemaFingerprint } from '../avro/canonical-form.js';
import { DecoderPrinter } from '../avro/printers/print-decoder.js';
import { JsonDecoderPrinter } from '../avro/printers/print-json-decoder.js';
import { upperFirst } from '../code/identifiers.js';
import { commentText, stringLiteral } from '../code/source-text.js';
import type { AvroPart } from '../model/topic-model.js';
import { shortName } from '../runtime/resolution/schema.js';
import type { Shape } from '../runtime/resolution/value-shape.js';
import type { DecodedPart, DecoderContext } from './decoder-file.js';
import { entryPoints } from './entry-points.js';
import { aliasedReferences } from './topic-plan.js';
import { frameReaders } from './wire-frame.js';

/** Names that the file's own code uses, and that no imported type may hide. */
const NEEDED = new Set([
  ...['ByteReader', 'Date', 'RuntimeSchemaCache', 'Record', 'SchemaId', 'Uint8Array', 'UnknownSchemaError'],
  ...['AvroJson', 'JsonBranch', 'JsonCheck', 'JsonConversions', 'JsonFaults', 'JsonHolder'],
]);

/** What the file's functions and tables may be called. */
const OWN_VALUE = /^(?:read|skip|decode|json|check|convert|is[A-Z])|^setEntry$|Symbols(?:V\d+)?_?\d*$/;

/** Prints how the Avro keys and values of a topic are decoded. */
export class AvroDecoder {
  /** The import specifiers of the declared types that the functions name. */
  readonly types: ReadonlySet<string>;
  private readonly context: DecoderContext;
  private readonly printer: DecoderPrinter;
  private readonly jsonPrinter: JsonDecoderPrinter;

  constructor(context: DecoderContext) {
    this.context = context;
    const { types } = context.plan;
    const { spelling, used } = aliasedReferences(context.plan, (name) => NEEDED.has(name) || OWN_VALUE.test(name));
    this.types = used;
    this.printer = new DecoderPrinter(types, spelling, context.scope);
    this.jsonPrinter = new JsonDecoderPrinter(types, spelling, context.scope);
  }

  /** The entry points of a key or value. */
  part(part: AvroPart, of: DecodedPart): string {
    return part.framing === 'lambda-json' ? this.jsonPart(part, of) : this.binaryPart(part, of);
  }

  /** A datum that the event source mapping has made JSON: fields have names there, so the reader's schema is all it takes. */
  private jsonPart({ shape, jsonDecimals: decimals }: AvroPart, { what, type }: DecodedPart): string {
    const at = rootName(shape, what);
    const name = `read${upperFirst(what)}`;
    const expression = this.jsonPrinter.print(shape, { at, name: type, decimals });
    const body = `  const j = new AvroJson(r, ${stringLiteral(at)});\n  return ${expression};\n`;
    const entries = entryPoints({ what, type, call: (r) => `${name}(${r})`, schemaId: 'ignored' });
    return `${entries}\nfunction ${name}(r: ByteReader): ${type} {\n${body}}\n`;
  }

  private binaryPart(part: AvroPart, { what, type }: DecodedPart): string {
    const at = rootName(part.shape, what);
    // The reader's version first: it takes the plain names.
    const expressions = part.versions.map(() => '');
    for (let index = part.versions.length - 1; index >= 0; index--) {
      const version = part.versions[index];
      if (version === undefined) continue;
      const suffix = index === part.versions.length - 1 ? '' : `V${index + 1}`;
      expressions[index] = this.printer.print(
        { resolution: version.resolution, suffix },
        { shape: part.shape, at, name: type, typeText: type },
      );
    }
    const frame = frameReaders[part.framing];
    if (frame !== undefined) this.context.use('kafka/framing', frame);
    const ids = part.versions.map((version) =>
      part.framing === 'single-object' ? schemaFingerprint(version.type) : version.id,
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
    const otherwise = this.unknownSchema(part, { what, type }, known);
    const cases = part.versions.map(
      ({ file }, index) =>
        `    // ${commentText(file)}\n    case ${stringLiteral(ids[index] ?? '')}:\n      value = ${expressions[index] ?? ''};\n      break;\n`,
    );
    const body = [
      `  const id = ${idExpression(part, ids.at(-1) ?? '', frame)};\n`,
      `  let value: ${type};\n`,
      `  switch (id) {\n${cases.join('')}    default:\n      ${otherwise};\n  }\n`,
      `  r.close(${stringLiteral(at)});\n  return value;\n`,
    ];
    const entries = entryPoints({ what, type, call: (r, id) => `${name}(${r}, ${id})`, schemaId: 'resolves' });
    return `${entries}\nfunction ${name}(r: ByteReader, schemaId?: SchemaId): ${type} {\n${body.join('')}}\n`;
  }

  /** What becomes of a record whose writer's schema was unknown at generation. */
  private unknownSchema({ registry }: AvroPart, { what, type }: DecodedPart, known: string): string {
    if (registry === undefined) {
      this.context.use('errors', 'UnknownSchemaError');
      return `throw new UnknownSchemaError(id, ${known})`;
    }
    const name = schemaCache(what);
    this.context.use('later/runtime-schema-cache', 'RuntimeSchemaCache');
    this.context.tables.push(
      `/** Writer schemas that slow-path.ts has fetched since generation. */\n` +
        `export const ${name} = new RuntimeSchemaCache<${type}>(${known});\n\n`,
    );
    return `value = ${name}.read(id, r)`;
  }

  /** Hands over what the entry points call. */
  finish(): void {
    const { context, printer, jsonPrinter } = this;
    context.use('avro/read', ...printer.imports);
    for (const [module, names] of jsonPrinter.imports) context.use(module, ...names);
    context.tables.push(...printer.tables, ...jsonPrinter.tables);
    context.functions.push(...printer.functions, ...jsonPrinter.functions);
  }
}

function idExpression(part: AvroPart, readerId: string, frame: string | undefined): string {
  if (frame !== undefined) return `schemaId === undefined ? ${frame}(r) : \`\${schemaId}\`.toLowerCase()`;
  if (part.framing === 'none') return `\`\${schemaId ?? ${stringLiteral(readerId)}}\``;
  return "schemaId === undefined ? r.fail('the record has no schema id', 'lambda framing') : `${schemaId}`.toLowerCase()";
}

/** The decoder's table of schemas that are fetched at run time. */
export function schemaCache(what: 'key' | 'value'): string {
  return `later${upperFirst(what)}Schemas`;
}

/** What a whole value is called in errors. */
export function rootName(shape: Shape, what: 'key' | 'value'): string {
  return shape.kind === 'record' || shape.kind === 'enum' ? shortName(shape.type.fullName) : what;
}
