import type { Logger } from '@aws-lambda-powertools/logger';
import type { ConsumerHooks } from '../../../src/runtime/consume/hooks.js';

export function loggerHooks(logger: Logger): ConsumerHooks {
  return {
    onBatch: ({ response, ...batch }) => logger.info('batch', { batch }),
    onSkipped: (error) => logger.warn('record skipped', error),
    onDuplicate: (record) => logger.info('duplicate record', { record }),
    onError: (error) => logger.error('record failed', error),
    onHandBack: (record) => logger.warn('record handed back', { record }),
  };
}
