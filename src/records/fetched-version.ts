import type { AvroPart, VersionModel } from '../model/topic-model.js';
import { confluentSchemas } from '../runtime/later/confluent-fetch.js';
import { glueSchemas } from '../runtime/later/glue-fetch.js';
import { resolveFetched } from '../runtime/later/read-fetched.js';
import type { SchemaSource } from '../runtime/later/schema-source.js';

/** How long one schema may take, in milliseconds. */
const TIMEOUT = 10_000;

/** A version that the config does not name, from the registry. Rejects with a SchemaFetchError. */
export async function fetchedVersion(part: AvroPart, id: string): Promise<VersionModel> {
  const { registry } = part;
  if (registry === undefined)
    throw new Error('the config has no registry that schemas can be fetched from by their id');
  const source: SchemaSource =
    registry.type === 'confluent' ? confluentSchemas(registry.settings) : glueSchemas(registry.settings);
  const fetched = await source(id, AbortSignal.timeout(TIMEOUT));
  return { id, file: `schema ${id} of the registry`, files: [], ...resolveFetched(fetched, part.shape) };
}
