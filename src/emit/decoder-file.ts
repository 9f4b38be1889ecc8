import { call } from '../code/expressions.js';
import { runtimeName } from '../code/runtime-name.js';
import { stringLiteral } from '../code/source-text.js';
import { returns } from '../code/statements.js';
import { hardline, join, type Layout } from '../code/text-layout.js';
import type { PartModel } from '../model/topic-model.js';
import { avroDecoder } from './avro-decoder.js';
import { READER, type DecodedPart, type DecoderContext } from './decoder-context.js';
import { entryPoints } from './entry-points.js';
import { filledWithDeclarations, type FilledModule, type OwnParts } from './filled-module.js';
import { jsonDecoder } from './json-decoder.js';
import type { TopicPlan } from './topic-plan.js';

/** What `decoder.ts` declares whatever the schemas are. */
const DECLARED = ['reader', 'readKey', 'readValue'];

/** What `decoder.ts` is made of. */
export function decoderFile(plan: TopicPlan): FilledModule<'decoder'> {
  return filledWithDeclarations(plan, 'decoder', DECLARED, (module) => decoderParts({ plan, module }));
}

function decoderParts(context: DecoderContext): OwnParts<'decoder'> {
  const { plan } = context;
  const avro = avroDecoder(context);
  const part = (model: PartModel, of: DecodedPart): readonly Layout[] => {
    switch (model.kind) {
      case 'avro':
        return avro(model, of);
      case 'json':
        return jsonDecoder(context, model, of);
      case 'string': {
        const text = call(runtimeName('kafka/plain-read', 'readText'), READER, stringLiteral(of.what));
        return entryPoints({ ...of, schemaId: 'ignored', body: [returns(text)] });
      }
      case 'bytes': {
        const bytes = call(runtimeName('kafka/plain-read', 'readRaw'), READER);
        return entryPoints({ ...of, schemaId: 'ignored', body: [returns(bytes)], raw: true });
      }
    }
  };
  const parts = [
    ...part(plan.topic.value, { what: 'value', type: plan.valueType }),
    ...part(plan.topic.key, { what: 'key', type: plan.keyType }),
  ];
  return { byteReader: runtimeName('byte-reader', 'ByteReader'), parts: join([hardline, hardline], parts) };
}
