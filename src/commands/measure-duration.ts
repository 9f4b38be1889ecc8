import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { invoke, type InvokeOptions } from './invoke.js';

/** How many times the handler is run. The first half warms it up. */
const TIMES = 20;

/** How long a topic's handler takes for a record of the fixture, in milliseconds: the median of warm invocations. */
export async function measureDuration(
  topic: string,
  options: Pick<InvokeOptions, 'cwd' | 'config' | 'env' | 'onOutput'>,
): Promise<Result<number>> {
  const { invocations, isCommitted, diagnostics } = await invoke(topic, { ...options, times: TIMES });
  if (diagnostics.length > 0) return { ok: false, problems: diagnostics };
  if (!isCommitted) return { ok: false, problems: [failed(topic)] };
  const durations = invocations
    .slice(TIMES / 2)
    .map(({ milliseconds, records }) => milliseconds / records.length)
    .sort((a, b) => a - b);
  const median = durations[Math.floor(durations.length / 2)] ?? 0;
  return { ok: true, value: Number(median.toPrecision(2)), warnings: [] };
}

function failed(topic: string): Diagnostic {
  return {
    code: 'input-unusable',
    severity: 'error',
    message: 'the handler cannot be measured: it fails with the record in event.json',
    help: `Run \`npx gen-msk-consumer invoke ${topic}\` to see why, or give the duration with --duration.`,
  };
}
