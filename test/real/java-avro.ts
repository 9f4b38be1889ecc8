import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import type { Outcome } from '../oracle/outcome.js';

/** Bytes of `writer` to be read with `reader`; the schemas as text. */
export interface Reading {
  readonly writer: string;
  readonly reader: string;
  readonly hex: string;
}

const SOURCE = fileURLToPath(new URL('ReencodeAvro.java', import.meta.url));

/** What Java's Avro makes of each reading: the value, encoded with the reader schema, in hexadecimal. */
export function javaReencodes(classPath: string, readings: readonly Reading[]): readonly Outcome<string>[] {
  const { stdout, stderr, status } = spawnSync('java', ['-cp', classPath, SOURCE], {
    input: readings.map((reading) => `${JSON.stringify(reading)}\n`).join(''),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  // One answer per request, in the form that ReencodeAvro.java documents.
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Outcome<string>);
}
