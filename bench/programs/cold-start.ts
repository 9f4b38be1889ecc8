import { loadCandidate, loadEvents } from './load.js';

// node cold-start.mjs <bundle> <events>: prints what the handler and its first event took, as JSON in milliseconds of CPU time.

export interface ColdStart {
  readonly init: number;
  readonly firstEvent: number;
}

const [bundleFile = '', eventsFile = ''] = process.argv.slice(2);
const [event] = loadEvents(eventsFile);
if (event === undefined) throw new Error('there is no event');

const milliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1_000;

const start = process.cpuUsage();
const handler = loadCandidate(bundleFile).createHandler(() => undefined);
const loaded = process.cpuUsage();
await handler(event);
const firstEvent = milliseconds(process.cpuUsage(loaded));
const init = milliseconds(loaded) - milliseconds(start);
process.stdout.write(JSON.stringify({ init, firstEvent } satisfies ColdStart));
