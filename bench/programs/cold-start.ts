import { loadCandidate, loadEvents } from './load.js';

// node cold-start.mjs <bundle> <events>: prints how long the handler and its first event took, as JSON in milliseconds.

export interface ColdStart {
  readonly init: number;
  readonly firstEvent: number;
}

const [bundleFile = '', eventsFile = ''] = process.argv.slice(2);
const [event] = loadEvents(eventsFile);
if (event === undefined) throw new Error('there is no event');

const start = performance.now();
const handler = loadCandidate(bundleFile).createHandler(() => undefined);
const loaded = performance.now();
await handler(event);
const times: ColdStart = { init: loaded - start, firstEvent: performance.now() - loaded };
process.stdout.write(JSON.stringify(times));
