import { createHash } from 'node:crypto';
import { canonicalText } from '../canonical-text.js';
import { loadCandidate, loadEvents } from './load.js';

// node fingerprint.mjs <bundle> <events>: prints a hash of all values that the candidate decodes.

const [bundleFile = '', eventsFile = ''] = process.argv.slice(2);
let texts: string[] = [];
const { createHandler, shareGivenUp } = loadCandidate(bundleFile);
const handler = createHandler((value) => texts.push(canonicalText(value)));
const events = loadEvents(eventsFile);
/** A parser made from the schema takes over after some thousand records. */
const passes = shareGivenUp === undefined ? 1 : 6;
for (let pass = 0; pass < passes; pass++) {
  texts = [];
  for (const event of events) await handler(event);
}
// Sorted, for partitions may be handled side by side.
process.stdout.write(createHash('sha256').update(texts.sort().join('\n')).digest('hex'));
