import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { dynamoDbStore } from '../../../src/runtime/idempotency/dynamodb-store.js';
import type { RecordClaim } from '../../../src/runtime/idempotency/idempotency.js';
import { plainDynamoDbClient } from './plain-dynamodb-client.js';

/** One line of a worker's output. */
export interface WorkerEvent {
  readonly key: string;
  readonly kind: 'claimed' | 'completing' | 'completed' | 'superseded';
  readonly token: number;
  readonly id: string;
}

/** Milliseconds that a claim lasts: short, so that those of killed workers are soon taken over. */
const CLAIM = 150;

function report(kind: WorkerEvent['kind'], { key, token, id }: RecordClaim): void {
  writeSync(1, `${JSON.stringify({ kind, key, token, id } satisfies WorkerEvent)}\n`);
}

/** Ends this process as Lambda ends a sandbox: nothing more is run, and what is on the way may or may not arrive. */
function maybeDie(probability: number): void {
  if (Math.random() < probability) process.kill(process.pid, 'SIGKILL');
}

/** Handles every key as a consumer does, at the same time as other workers, until all are completed. */
async function work(endpoint: string, tableName: string, keys: readonly string[]): Promise<void> {
  const store = dynamoDbStore({ client: plainDynamoDbClient(endpoint), tableName });
  for (const key of keys) {
    for (;;) {
      const answer = await store.claim({ key, expiry: Date.now() + CLAIM });
      if (answer.kind === 'completed') break;
      if (answer.kind === 'held') {
        // Some ask while it is held, most when it has just expired.
        await sleep(Math.random() < 0.2 ? 10 : Math.max(0, answer.expiry - Date.now()) + Math.random() * 20);
        continue;
      }
      const { claim } = answer;
      // The first run of each key is killed for certain.
      const death = claim.token === 1 ? 1 : 0.1;
      maybeDie(death / 3);
      report('claimed', claim);
      const fate = claim.token === 1 ? 1 : Math.random();
      if (fate < 0.2) {
        await store.release(claim, fate < 0.1 ? 'failed' : 'handedBack');
        continue;
      }
      // Some outlive their claim.
      await sleep(fate < 0.4 ? CLAIM * 1.5 : Math.random() * 5);
      report('completing', claim);
      const completing = store.complete(claim);
      if (Math.random() < death) {
        await sleep(Math.random() * 4);
        maybeDie(1);
      }
      report((await completing) ? 'completed' : 'superseded', claim);
    }
  }
}

const [endpoint = '', tableName = '', keys = ''] = process.argv.slice(2);
await work(endpoint, tableName, keys === '' ? [] : keys.split(','));
