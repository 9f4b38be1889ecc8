import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

import { generate } from '../../src/commands/generate.js';
import type { ConsumeOptions } from '../../src/runtime/consume/consume-options.js';
import type { AnyKafkaHandler, KafkaBatchHandler } from '../../src/runtime/consume/kafka-handler.js';
import type { KafkaRecord, RecordHandler } from '../../src/runtime/kafka/kafka-record.js';
import { told } from '../registry/registry-project.js';

/** Values are compared with what the producer was given: no test needs their types. */
export type WireRecord = KafkaRecord<unknown, unknown>;

export interface GeneratedConsumer {
  /** What the topic's consumer.ts exports under the topic's own name. */
  readonly consume: (handler: RecordHandler<unknown, unknown>, options?: ConsumeOptions) => AnyKafkaHandler;
  /** What the topic's handler.ts exports, as it is generated. */
  readonly handler: KafkaBatchHandler;
}

let loads = 0;

/** Generates the consumers of a project and loads that of the topic `orders`, bundled as for a deployment. */
export async function generatedConsumer(root: string): Promise<GeneratedConsumer> {
  const { diagnostics } = await generate({ cwd: root });
  const problems = diagnostics.filter(({ severity }) => severity === 'error');
  if (problems.length > 0) throw new Error(told({ diagnostics: problems }).join('\n'));
  // Node.js keeps the modules it has loaded: each load takes a file of its own.
  const bundle = join(root, `bundle-${++loads}.mjs`);
  await build({
    stdin: {
      contents: `
        export { consumeOrders as consume } from './consumer.js';
        export { handler } from './handler.js';
      `,
      resolveDir: join(root, 'gen', 'orders'),
    },
    bundle: true,
    outfile: bundle,
    external: ['@aws-sdk/*'],
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
  });
  // The files of the topic export these.
  return (await import(pathToFileURL(bundle).href)) as GeneratedConsumer;
}
