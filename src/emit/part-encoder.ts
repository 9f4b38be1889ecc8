import { inputRoot, inputTypes, type InputTypes } from '../avro/input-types.js';
import { EncoderPrinter } from '../avro/printers/print-encoder.js';
import { JsonEncoderPrinter } from '../avro/printers/print-json-encoder.js';
import { documented } from '../code/documented.js';
import { call } from '../code/expressions.js';
import { upperFirst } from '../code/identifiers.js';
import type { ModuleDeclarations } from '../code/module-declarations.js';
import { runtimeName } from '../code/runtime-name.js';
import { stringLiteral } from '../code/source-text.js';
import { functionText, parameter, returns, variable, type Code } from '../code/statements.js';
import { code, nameOf, type Layout } from '../code/text-layout.js';
import { ConverterPrinter } from '../json-schema/convert/print-converter.js';
import type { JsonSchema } from '../json-schema/schema/json-schema.js';
import { ValidatorPrinter } from '../json-schema/validator/print-validator.js';
import { type AvroPart, hasSchema, type JsonPart, type PartModel } from '../model/topic-model.js';
import type { DecodedPart } from './decoder-context.js';
import { rootName } from './part-names.js';
import type { SampledPlan } from './topic-plan.js';
import { importedTypes, topicType } from './type-imports.js';
import { idLiteral, inFrame, membersOf, writesFrame, type Member } from './wire-frame.js';
import { schemaIdFunction, schemaIdName } from './written-schema-id.js';

/** What the encoders of key and value share: one file holds both. */
export interface EncoderContext {
  readonly plan: SampledPlan;
  readonly module: ModuleDeclarations;
  /** The types of Avro values without the fields that have a default. */
  readonly inputs: InputTypes;
  readonly binary: EncoderPrinter;
  readonly json: JsonEncoderPrinter;
}

export function encoderContext(plan: SampledPlan, module: ModuleDeclarations): EncoderContext {
  const shapes = [plan.topic.value, plan.topic.key].flatMap((part) => (part.kind === 'avro' ? [part.shape] : []));
  const claim = (wanted: string) => module.claim(wanted);
  const inputs = inputTypes(shapes, plan.types, { spelling: importedTypes, claim });
  const avro = { names: plan.types, spelling: inputs.spelling, module };
  return { plan, module, inputs, binary: new EncoderPrinter(avro), json: new JsonEncoderPrinter(avro) };
}

/** Prints the exported function `name`, which writes a key or value, and what it takes besides. */
export function partEncoder(
  context: EncoderContext,
  part: PartModel,
  { what, type }: DecodedPart,
  name: string,
): readonly Layout[] {
  const framing = hasSchema(part) && writesFrame(part) ? `, in a ${part.framing} frame` : '';
  const encoded = nameOf(what);
  const written = (body: readonly Code[], given: Layout = topicType(type)): Layout =>
    documented(
      [`Encodes a ${what} like a producer${framing}.`],
      ['export ', functionText(nameOf(name), [parameter(encoded, given, body)], nameOf('Uint8Array'), body)],
    );
  switch (part.kind) {
    case 'string':
      return [written([returns(call(code`${nameOf('Buffer')}.from`, encoded))])];
    case 'bytes':
      return [written([returns(encoded)])];
    case 'avro': {
      // Fields that have a default may be left out of it.
      const { plan, inputs } = context;
      const given = inputRoot(part.shape, plan.types, { type, decoded: topicType(type), inputs });
      return [
        ...given.declarations,
        written(avroBody(context, part, { what, type }, given.type), given.type),
        ...schemaIdFunction(part, { what, type: given.type }),
      ];
    }
    case 'json': {
      const { body, schemaId } = jsonBody(context, part, { what, type });
      return [written(body), ...schemaId];
    }
  }
}

function avroBody(
  context: EncoderContext,
  part: AvroPart,
  { what, type }: DecodedPart,
  given: Layout,
): readonly Code[] {
  const { shape, jsonDecimals: decimals } = part;
  const place = { value: nameOf(what), at: rootName(shape, what), name: type, typeText: given };
  if (part.framing === 'lambda-json') {
    const json = context.json.print(shape, place, { decimals });
    return [returns(call(runtimeName('simulate/json-write', 'writeJson'), json))];
  }
  const writer = variable('const', 'w', code`new ${runtimeName('simulate/byte-writer', 'ByteWriter')}()`);
  const members = membersOf(part);
  if (members !== undefined) return [writer, membersSwitch(context, part, members, what)];
  return [writer, ...context.binary.print(shape, place), returns(inFrame(part, 'w.finish()'))];
}

/** Each record as its own subject's schema says, in a frame of that schema's id. */
function membersSwitch(
  { binary }: EncoderContext,
  part: AvroPart,
  members: readonly Member[],
  what: 'key' | 'value',
): Code {
  const encoded = nameOf(what);
  const cases = members.map(({ version, name, shape }) => {
    const statements = binary.print(shape, { value: encoded, at: rootName(shape, what), name: upperFirst(what) });
    const framed = returns(inFrame(part, 'w.finish()', idLiteral(part, version)));
    return { labels: [stringLiteral(name)], body: [...statements, framed] };
  });
  return { kind: 'switch', on: code`${encoded}.$type`, cases };
}

/** Only what a value itself does not show takes functions: a bigint that its schema has as text, and its subject of several. */
function jsonBody(
  { plan, module }: EncoderContext,
  part: JsonPart,
  { what, type }: DecodedPart,
): { readonly body: readonly Code[]; readonly schemaId: readonly Layout[] } {
  const { settings } = part;
  const options = { settings, module, nameOf: plan.jsonTypes.nameOf };
  const validator = new ValidatorPrinter(options);
  const checkOf = (of: JsonSchema, name: string) => validator.print(of, name);
  const converter = new ConverterPrinter({ ...options, direction: 'encode', checkOf });
  const unconvert = converter.print(part.reader.schema, type);
  const encodeJson = runtimeName('simulate/json-write', 'encodeJson');
  const encoded = nameOf(what);
  const json = call(encodeJson, encoded, ...(unconvert === undefined ? [] : ['undefined', unconvert]));
  const schemaId = schemaIdFunction(part, { what, type: topicType(type) }, (schema, name) => ({
    check: checkOf(schema, name),
    json,
  }));
  const named = schemaIdName(part, what);
  const id = named === undefined ? undefined : call(named, encoded);
  return { body: [returns(inFrame(part, json, id))], schemaId };
}
