import type { COMPATIBILITY, SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import type { ServedSchema } from './loopback-registry.js';

type Library = typeof import('@kafkajs/confluent-schema-registry');

/** A registry to register schemas with. */
export interface RegistrarSettings {
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
}

/** Registers schemas by subject, as they are compatible there; returns their ids. Loads the library. */
export async function schemaRegistrar({ url, username = '', password = '' }: RegistrarSettings) {
  const library = await import('@kafkajs/confluent-schema-registry');
  const auth = username === '' ? {} : { auth: { username, password } };
  const registry = new library.SchemaRegistry({ host: url, ...auth });
  return async (subject: string, schema: ServedSchema): Promise<number> => {
    try {
      return await register(registry, library, { subject, schema, compatibility: undefined });
    } catch (error) {
      // The library registers only under the mode that it is given, which must be the subject's own.
      const mode = /!= (\w+)\)/.exec(error instanceof Error ? error.message : '')?.[1];
      const compatibility = Object.values(library.COMPATIBILITY).find((known) => known === mode);
      if (compatibility === undefined) throw error;
      return register(registry, library, { subject, schema, compatibility });
    }
  };
}

interface Registration {
  readonly subject: string;
  readonly schema: ServedSchema;
  readonly compatibility: COMPATIBILITY | undefined;
}

async function register(
  registry: SchemaRegistry,
  { SchemaType }: Library,
  { subject, schema, compatibility }: Registration,
): Promise<number> {
  const type = schema.type === 'AVRO' ? SchemaType.AVRO : SchemaType.JSON;
  // Undefined takes the place of the library's default, which would set the subject's mode.
  const options = { subject, compatibility } as { subject: string; compatibility: COMPATIBILITY };
  const { id } = await registry.register({ type, schema: schema.text }, options);
  return id;
}
