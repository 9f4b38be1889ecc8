import { main } from '../../src/cli/main.js';

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTTY?: boolean;
  /** What is on standard input. */
  readonly stdin?: Uint8Array;
}

/** Runs the command line in this process, as a person in `cwd` would. */
export async function run(
  argv: readonly string[],
  { cwd, env = {}, isTTY = false, stdin }: Surroundings,
): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  const exitCode = await main(argv, {
    stdout: { write: (text) => (stdout += text), isTTY },
    stderr: { write: (text) => (stderr += text), isTTY },
    stdin: { isTTY, ...(stdin === undefined ? {} : { read: () => Promise.resolve(stdin) }) },
    env,
    cwd,
  });
  return { exitCode, stdout, stderr };
}

export const orderSchema = JSON.stringify({
  type: 'record',
  name: 'Order',
  namespace: 'shop',
  fields: [{ name: 'id', type: 'string' }],
});

/** A project with the topics `orders` and `payments`. */
export const shop = {
  'schemas/order.avsc': orderSchema,
  'gen-msk-consumer.config.json': JSON.stringify({
    output: 'gen',
    topics: { orders: { value: 'schemas/order.avsc' }, payments: { value: 'schemas/order.avsc' } },
  }),
};
