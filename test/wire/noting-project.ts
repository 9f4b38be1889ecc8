import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { linkPackages } from '../pipeline/temp-project.js';
import { tempFolder } from '../support/temp-folder.js';

/** A project whose handler notes what it handles. */
export interface NotingProject {
  readonly root: string;
  /** `partition/offset` of each record that was handled, in this order. */
  readonly handled: () => readonly string[];
  /** Makes the handler wait in front of each batch until it is opened again. */
  readonly close: () => void;
  readonly open: () => void;
  /** Whether the handler waits with a batch. */
  readonly isWaiting: () => boolean;
}

const HANDLER = `
import { appendFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

export const handler = async ({ records }) => {
  if (existsSync('closed')) writeFileSync('waiting', '');
  while (existsSync('closed')) await setTimeout(5);
  rmSync('waiting', { force: true });
  for (const { partition, offset } of Object.values(records).flat()) {
    appendFileSync('handled', partition + '/' + offset + '\\n');
    // A kill may come between two records.
    await setTimeout(1);
  }
};
`;

export function notingProject(topic: string, infra: object = {}): NotingProject {
  const root = tempFolder();
  linkPackages(root);
  const file = (name: string) => join(root, name);
  const config = { topics: { [topic]: { value: 'order.avsc', infra } } };
  writeFileSync(file('gen-msk-consumer.config.json'), JSON.stringify(config));
  writeFileSync(file('order.avsc'), '{ "type": "record", "name": "Order", "fields": [] }');
  writeFileSync(file('handled'), '');
  writeFileSync(file('handler.mjs'), HANDLER);
  return {
    root,
    handled: () => readFileSync(file('handled'), 'utf8').split('\n').slice(0, -1),
    close: () => writeFileSync(file('closed'), ''),
    open: () => rmSync(file('closed')),
    isWaiting: () => existsSync(file('waiting')),
  };
}

/** The records of each partition that were handled, without those that came again, in the order of their first time. */
export function firstTimes(handled: readonly string[], partition: number): readonly number[] {
  const own = handled.filter((name) => name.startsWith(`${partition}/`));
  return [...new Set(own)].map((name) => Number(name.slice(name.indexOf('/') + 1)));
}
