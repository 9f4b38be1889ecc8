import { expect, inject, test } from 'vitest';

import { temporaryProject } from '../cli/temporary-project.js';
import { runNode } from '../pipeline/run-node.js';
import { repository } from '../pipeline/temp-project.js';

/** Makes Node look for the SDK in vain, as where it is not installed. */
const hook = `
export async function resolve(specifier, context, next) {
  if (specifier !== '@aws-sdk/client-glue') return next(specifier, context);
  throw Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
}`;

const register = `import { register } from 'node:module'; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hook)}`)});`;

test('without the AWS SDK, a Glue registry gets the answer how to install it', async () => {
  const config = {
    registry: { type: 'glue', registryName: 'r' },
    topics: { orders: { value: { subject: 'orders' } } },
  };
  const root = temporaryProject({ 'gen-msk-consumer.config.json': JSON.stringify(config) });
  const { stdout, status } = await runNode(repository, [
    '--import',
    `data:text/javascript,${encodeURIComponent(register)}`,
    inject('cli'),
    'pull',
    '--format',
    'json',
    '--cwd',
    root,
  ]);
  expect(JSON.parse(stdout)).toMatchObject({
    exitCode: 2,
    diagnostics: [
      {
        code: 'registry-setup',
        message: 'a Glue registry requires @aws-sdk/client-glue, which is not installed',
        help: 'Run `npm install --save-dev @aws-sdk/client-glue`.',
      },
    ],
  });
  expect(status).toBe(2);
});
