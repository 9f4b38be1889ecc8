import { createHash } from 'node:crypto';
import { canonicalText } from '../canonical-text.js';
import { loadCandidate, loadEvents } from './load.js';

// node fingerprint.mjs <bundle> <events>: prints a hash of all values that the candidate decodes.

const [bundleFile = '', eventsFile = ''] = process.argv.slice(2);
/** Over several passes, so that what takes over only after some thousand records does. */
const PASSES = 6;

let texts: string[] = [];
const handler = loadCandidate(bundleFile).createHandler((value) => texts.push(canonicalText(value)));
const events = loadEvents(eventsFile);
for (let pass = 0; pass < PASSES; pass++) {
  texts = [];
  for (const event of events) await handler(event);
}
// Sorted, for partitions may be handled side by side.
process.stdout.write(createHash('sha256').update(texts.sort().join('\n')).digest('hex'));
