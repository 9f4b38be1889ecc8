import type { SimulatedInvocation } from './simulated-invocation.js';
import type { SimulationClock } from './simulation-clock.js';

const NAME = 'simulated';

/** The context that Lambda's runtime gives a handler, with the time that remains by the simulation's clock. */
export function simulatedContext(invocation: SimulatedInvocation, clock: SimulationClock): object {
  return {
    awsRequestId: `00000000-0000-4000-8000-${String(invocation.number).padStart(12, '0')}`,
    functionName: NAME,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:123456789012:function:${NAME}`,
    memoryLimitInMB: '128',
    logGroupName: `/aws/lambda/${NAME}`,
    logStreamName: '2024/01/01/[$LATEST]00000000000000000000000000000000',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(invocation.deadline - clock.now(), 0),
  };
}
