import type { AvroPart } from '../../model/topic-model.js';
import type { AvroType } from '../../runtime/resolution/schema.js';
import type { Shape } from '../../runtime/resolution/value-shape.js';

/** What a comparison has to know of an Avro key or value. */
export interface AvroPartView {
  readonly type: AvroType;
  /** Of `type`, with the consumer's choices made. */
  readonly shape: Shape;
  readonly reading: AvroReading;
  /** Whether the consumer fetches a writer's schema that was unknown at generation. */
  readonly fetches: boolean;
}

/**
 * How a consumer comes to know what a record was written as: by a registry's id, by the schema's fingerprint, by field
 * names (Lambda's JSON mode), or not at all, so that it takes all bytes for those of its own schema.
 */
export type AvroReading = 'id' | 'fingerprint' | 'names' | 'layout';

export function avroPartView({ reader, versions, shape, framing, registry }: AvroPart): AvroPartView {
  return {
    type: reader.type,
    shape,
    reading: readingOf(framing, versions),
    fetches: registry !== undefined,
  };
}

function readingOf(framing: AvroPart['framing'], versions: AvroPart['versions']): AvroReading {
  switch (framing) {
    case 'lambda-json':
      return 'names';
    case 'none':
      return 'layout';
    case 'single-object':
      return 'fingerprint';
    case 'confluent':
    case 'confluent-guid':
    case 'glue':
    case 'lambda':
      // A single version without an id reads records of every id.
      return versions.length === 1 && versions[0]?.id === null ? 'layout' : 'id';
  }
}
