import { GlueClient, CreateRegistryCommand } from '@aws-sdk/client-glue';
import { GlueSchemaRegistry, SchemaCompatibilityType, SchemaType } from '@meinestadt.de/glue-schema-registry';
import { describe, expect, test, vi } from 'vitest';

import { startGlueLists } from '../registry/glue-lists.js';
import { record, quickPull, told } from '../registry/registry-project.js';
import { temporaryProject } from '../cli/temporary-project.js';
import { linkPackages } from '../pipeline/temp-project.js';
import { rawEvent, rawRecord } from '../runtime/raw-event.js';
import { generatedConsumer } from '../wire/generated-consumer.js';

const moto = process.env['TEST_GLUE_URL'];

describe.skipIf(moto === undefined)("with moto's Glue Schema Registry", () => {
  test('a record of a version that is newer than the code is read by the schema fetched at run time', async () => {
    const glue = await startGlueLists(moto ?? '');
    vi.stubEnv('AWS_ENDPOINT_URL_GLUE', glue.url);
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDTEST');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 's3cret-of-aws');
    const registryName = `later-${Date.now().toString(36)}`;
    await new GlueClient({}).send(new CreateRegistryCommand({ RegistryName: registryName }));
    const registry = new GlueSchemaRegistry(registryName, {});
    const schema = record('shop.Order', 'id');
    const compatibility = SchemaCompatibilityType.BACKWARD;
    await registry.createSchema({ type: SchemaType.AVRO, schemaName: 'orders', compatibility, schema });
    const root = temporaryProject({
      'gen-msk-consumer.config.json': JSON.stringify({
        output: 'gen',
        snapshot: 'registry',
        registry: { type: 'glue', registryName, region: 'eu-west-1' },
        topics: { orders: { value: { subject: 'orders' } } },
      }),
    });
    expect(told(await quickPull(root))).toEqual([]);
    linkPackages(root);
    const { consume } = await generatedConsumer(root);

    const newer = await registry.register({
      type: SchemaType.AVRO,
      schemaName: 'orders',
      schema: record('shop.Order', 'id', 'note'),
    });
    const bytes = await registry.encode(newer, { id: 'a', note: 'b' });
    const values: unknown[] = [];
    await consume(({ value }) => {
      values.push(value);
    })(rawEvent(rawRecord(0, 0, { key: null, value: bytes.toString('base64') })));

    expect(values).toEqual([{ id: 'a' }]);
    await glue.close();
    vi.unstubAllEnvs();
  });
});
