import { startConfluentServer } from '../test/registry/start-confluent-server.js';

/** A registry of `subjects` × `versions` that answers after `latency` milliseconds; prints its address, ends with its parent. */
const [subjects = 1000, versions = 3, latency = 20] = process.argv.slice(2).map(Number);
const { store, url } = await startConfluentServer({ latency });
for (let subject = 0; subject < subjects; subject++) {
  for (let version = 1; version <= versions; version++) {
    const fields = Array.from({ length: version }, (_, index) => ({ name: `f${index}`, type: 'string', default: '' }));
    const schema = JSON.stringify({ type: 'record', name: `R${subject}`, fields });
    store.put({ subject: `topic-${subject}-value`, version, id: subject * versions + version, schema });
  }
}
process.stdout.write(`${url}\n`);
process.stdin.on('end', () => process.exit()).resume();
