import { MetricUnit, type Metrics } from '@aws-lambda-powertools/metrics';
import type { ConsumerHooks } from '../../../src/runtime/consume/hooks.js';

export function metricsHooks(metrics: Metrics): ConsumerHooks {
  return {
    onBatch(batch) {
      metrics.addDimension('topic', batch.topic);
      for (const name of ['handled', 'skipped', 'duplicates', 'failed', 'handedBack'] as const)
        metrics.addMetric(name, MetricUnit.Count, batch[name]);
      metrics.addMetric('duration', MetricUnit.Milliseconds, batch.duration);
      if (batch.lag !== undefined) metrics.addMetric('lag', MetricUnit.Milliseconds, batch.lag);
      metrics.publishStoredMetrics();
    },
  };
}
