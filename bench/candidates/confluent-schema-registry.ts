import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';
import avsc from 'avsc';
import { WRITER_ID, type Handler, type SchemaPair, type Sink } from '../candidate.js';

/** @kafkajs/confluent-schema-registry with the writer's schema in its cache, so that no registry is asked. */
export function createHandler(schemas: SchemaPair, sink: Sink): Handler {
  const registry = new SchemaRegistry({ host: 'http://registry.invalid' });
  registry.cache.setSchema(WRITER_ID, SchemaType.AVRO, avsc.Type.forSchema(schemas.writer));
  const options =
    schemas.writer === schemas.reader ? undefined : { [SchemaType.AVRO]: { readerSchema: schemas.reader } };
  return async (event) => {
    for (const records of Object.values(event.records)) {
      for (const record of records) sink(await registry.decode(Buffer.from(record.value, 'base64'), options));
    }
  };
}
