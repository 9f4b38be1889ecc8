import { z } from 'zod';
import { configSchema } from './config-schema.js';

/** The published JSON Schema (draft 7, which editors know best) of a config file. */
export function configJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(configSchema, { target: 'draft-7', io: 'input' });
  return { $schema, title: 'gen-msk-consumer config', ...rest };
}
