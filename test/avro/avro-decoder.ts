import { fileURLToPath } from 'node:url';

import { decoderFile } from '../../src/emit/decoder-file.js';
import { filled } from '../emit/filled.js';
import { plannedTopic, type TopicSchemas } from '../oracle/generated-decoder.js';
import type { DecoderModule } from '../oracle/measured-decoding.js';

const RUNTIME = fileURLToPath(new URL('../../src/runtime/', import.meta.url));

/** The generated decoder of a topic with Avro schemas. */
export function avroDecoder(schemas: TopicSchemas): DecoderModule {
  const text = filled(decoderFile(plannedTopic(schemas).plan)).replaceAll("'../_runtime/", `'${RUNTIME}`);
  return { text, folder: RUNTIME };
}
