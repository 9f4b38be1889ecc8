import type { HandlerSettings } from './handler-settings.js';

const REGION = 'us-east-1';

/**
 * The environment variables of the handler's process: those of this one, over them what Lambda sets and those of the
 * function in the config. A region that is set stays.
 */
export function lambdaEnvironment(
  { root, functionName, handlerName, memory, environment }: HandlerSettings,
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  const region = env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? REGION;
  const [major] = process.versions.node.split('.');
  return {
    LANG: 'en_US.UTF-8',
    ...env,
    TZ: ':UTC',
    ...environment,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_nodejs${major ?? ''}.x`,
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local/[$LATEST]00000000000000000000000000000000',
    LAMBDA_TASK_ROOT: root,
    _HANDLER: handlerName,
  };
}
