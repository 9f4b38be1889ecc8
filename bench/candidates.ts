import { join } from 'node:path';
import { bundleHandler, type Bundle } from './bundle.js';
import { output } from './generated-project.js';
import type { Frame } from './kafka-events.js';
import type { Workload } from './workloads.js';

/** One way to get from an event to typed records. */
export interface Candidate {
  readonly name: string;
  readonly frame: Frame;
  /** TypeScript, as if it stood in `bench/`, that exports `createHandler` for the workload. */
  readonly source: (workload: Workload) => string;
  /** What else the module exports, as lines of it. */
  readonly exports?: () => readonly string[];
}

export const avsc = fromSchemas('avsc, `fromBuffer`', 'avsc');
export const avscOffset = fromSchemas('avsc, `decode` behind the frame', 'avsc-offset');
export const avscHandler = fromSchemas('avsc in a hand-written handler', 'avsc-handler');
export const schemaRegistry = fromSchemas('@kafkajs/confluent-schema-registry', 'confluent-schema-registry');
export const powertools: Candidate = { ...fromSchemas('@aws-lambda-powertools/kafka', 'powertools'), frame: 'none' };
export const interpreter = fromSchemas('interpreter', 'interpreter');
export const empty: Candidate = {
  name: 'an empty handler',
  frame: 'confluent',
  source: () => 'export const createHandler = () => () => undefined;',
};

export const generatedDecoder = fromGenerated('generated decoder', 'generated-decoder', decoderOf);
export const generatedDefaults = fromGenerated('generated decoder, default types', 'generated-decoder', (topic) =>
  decoderOf(`${topic}-default`),
);
export const generatedAlone = fromGenerated(
  'generated decoder, `decodeValueBase64`',
  'generated-decoder-alone',
  (topic) => [{ file: `${topic}/decoder`, name: 'decodeValueBase64' }],
);
export const generatedConsumer = fromGenerated('generated consumer', 'generated-consumer', (topic) => [
  { file: `${topic}/consumer`, name: `consume${pascalCase(topic)} as consume` },
]);

/** Something that the generated project exports. */
interface Export {
  readonly file: string;
  /** May be renamed: `x as y`. */
  readonly name: string;
}

function decoderOf(topic: string): readonly Export[] {
  return [
    { file: `${topic}/decoder`, name: 'readValue' },
    { file: '_runtime/kafka/chunk-reader', name: 'ChunkReader' },
  ];
}

/** The decoder of a JSON topic whose parser is generated from the schema; it takes over after some thousand records. */
export const generatedParser: Candidate = {
  ...fromGenerated('generated decoder, `"jsonParser": "generated"`', 'generated-decoder', (topic) =>
    decoderOf(`${topic}-parsed`),
  ),
  exports: () => [
    `import { parserCounts } from ${JSON.stringify(join(output, '_runtime/json-parser/generated-parser.ts'))};`,
    'export const shareGivenUp = () => parserCounts.givenUp / parserCounts.tried;',
  ],
};

/** Bundles a candidate as a Lambda handler is: one minified CommonJS file. */
export function bundleCandidate(candidate: Candidate, workload: Workload): Promise<Bundle> {
  return bundleHandler(
    `${workload.topic} ${candidate.name}`,
    [candidate.source(workload), ...(candidate.exports?.() ?? [])].join('\n'),
  );
}

/** A candidate of `bench/candidates` that is given the schemas. */
export function fromSchemas(name: string, file: string): Candidate {
  const source = ({ writer, reader }: Workload): string =>
    [
      `import { createHandler as create } from './candidates/${file}.js';`,
      `import writer from './schemas/${writer}';`,
      `import reader from './schemas/${reader}';`,
      'export const createHandler = (sink) => create({ writer, reader }, sink);',
    ].join('\n');
  return { name, frame: 'confluent', source };
}

/** A candidate of `bench/candidates` that is given what the generated project exports. */
function fromGenerated(name: string, file: string, exportsOf: (topic: string) => readonly Export[]): Candidate {
  const source = ({ topic }: Workload): string => {
    const imports = exportsOf(topic);
    return [
      `import { createHandler as create } from './candidates/${file}.js';`,
      ...imports.map((from) => `import { ${from.name} } from ${JSON.stringify(join(output, `${from.file}.ts`))};`),
      `const generated = { ${imports.map((from) => from.name.replace(/.* as /, '')).join(', ')} };`,
      'export const createHandler = (sink) => create(generated, sink);',
    ].join('\n');
  };
  return { name, frame: 'confluent', source };
}

export function pascalCase(topic: string): string {
  return topic.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
