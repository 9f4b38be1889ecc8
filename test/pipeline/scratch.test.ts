import { expect, test } from 'vitest';
import { generateProject, record } from './temp-project.js';
import { sources, typeErrors } from './type-check.js';
import { loadModule } from './load-module.js';

test('scratch', async () => {
  const names = ('Date Map Record Uint8Array Buffer Object Promise Error String Array Number BigInt Symbol ByteReader ByteWriter KafkaRecord SchemaId TopicBinding ' +
    'OrdersKey OrdersValue OrdersRecord any string reader decodeValue decodeKey readKey readValue readInt fixture ordersEvent encodeOrdersValue sampleEvent consumeOrders ' +
    'keyof unique infer readonly is asserts abstract declare module global satisfies accessor using out of as from get set type require never object unknown number symbol undefined ' +
    'intrinsic constructor defer override await async let static yield arguments eval this NaN Infinity globalThis Partial Readonly override ' +
    'KafkaEvent EventOverrides TopicFixture UnknownSchemaError DecodeError DateType RecordType DateSymbols name r w value items map count').split(' ');
  const uniq = [...new Set(names)].filter((n) => !['string'].includes(n));
  const value = { type: 'record', name: 'Root', fields: uniq.map((n, i) => ({ name: `f${i}`, type: { type: 'record', name: n, namespace: 'x', fields: [{ name: 'a', type: 'string' }, { name: 'd', type: ['null', { type: 'long', logicalType: 'timestamp-millis' }] }, { name: 'b', type: 'bytes' }, { name: 'm', type: { type: 'map', values: 'int' } }] } })) };
  const p = await generateProject({ config: { topics: { orders: { value: 'a.avsc', key: 'string' } } }, schemas: { 'a.avsc': value } });
  const t0 = Date.now();
  const errors = typeErrors(p.root, sources(p.files));
  console.log(errors.join('\n'), Date.now() - t0);
  const m = await loadModule(p.root, 'src/consumers/orders/decoder.ts');
  console.log(Object.keys(m));
});
