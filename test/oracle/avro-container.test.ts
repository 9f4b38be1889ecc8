import { readFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';

import { readAvroContainer } from './avro-container.js';
import { avscDecode, avscType } from './avsc-oracle.js';
import { corpusPath } from './corpus.js';
import { describeWithOfficialAvro } from './official-avro.js';
import { resultOf } from './outcome.js';

describeWithOfficialAvro('Avro object container files', (avro) => {
  afterAll(() => avro.close());

  it.each([
    { file: 'apache-avro/data/weather.avro', codec: 'null', count: 5 },
    { file: 'apache-avro/data/weather-deflate.avro', codec: 'deflate', count: 5 },
    { file: 'apache-avro/data/weather-snappy.avro', codec: 'snappy', count: 5 },
    { file: 'apache-avro/data/weather-zstd.avro', codec: 'zstandard', count: 5 },
    { file: 'apache-avro/data/weather-sorted.avro', codec: 'deflate', count: 5 },
    { file: 'apache-avro/data/schemas/simple/data.avro', codec: 'null', count: 3 },
    { file: 'apache-avro/data/schemas/withUnion/data.avro', codec: 'null', count: 3 },
    { file: 'mtth-avsc/data/person-10.avro', codec: 'null', count: 10 },
  ])('$file ($codec) is split into the data that Apache Avro reads in it', async ({ file, codec, count }) => {
    const container = readAvroContainer(readFileSync(corpusPath(file)));
    const type = avscType(JSON.parse(container.schema));
    expect({ codec: container.codec, values: container.data.map((datum) => avscDecode(type, datum)) }).toEqual({
      codec,
      values: resultOf(await avro.readFile(corpusPath(file))).values,
    });
    expect(container.data).toHaveLength(count);
  });

  it('takes a file whose header names no codec, and refuses the newline that follows its last block', () => {
    const file = readFileSync(corpusPath('mtth-avsc/data/person-10.no-codec.avro'));
    const twin = readAvroContainer(readFileSync(corpusPath('mtth-avsc/data/person-10.avro')));
    expect(readAvroContainer(file.subarray(0, -1))).toEqual({
      ...twin,
      schema: readAvroContainer(file.subarray(0, -1)).schema,
    });
    expect(() => readAvroContainer(file)).toThrow('a block is broken at byte 494');
  });
});
