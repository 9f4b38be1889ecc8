import { writeSync } from 'node:fs';
import { comparePlan } from '../../src/plan/compare-plan.js';
import { isRunning } from '../../src/plan/is-running.js';
import type { FileSystem } from '../../src/plan/file-system.js';
import { nodeFileSystem } from '../../src/plan/node-file-system.js';
import { writeChanges } from '../../src/plan/write-changes.js';
import { planOf, topicFiles } from './sample-plan.js';

/** Two plans with topics of which some are in both and some in one. */
export const plans = [
  planOf(...['a', 'b', 'c', 'd'].flatMap((topic) => topicFiles(topic, 'one'))),
  planOf(...['c', 'd', 'e', 'f'].flatMap((topic) => topicFiles(topic, 'two'))),
] as const;

/** Goes from one plan to the other and back for as long as the process lives; prints a dot before each change. */
export function writeEndlessly(root: string): never {
  const fileSystem = announcing(nodeFileSystem(root));
  for (;;) {
    for (const plan of plans) {
      const problems = writeChanges(comparePlan(plan, fileSystem), fileSystem, { id: process.pid, isRunning });
      if (problems.length > 0) throw new Error(JSON.stringify(problems));
    }
  }
}

function announcing(fileSystem: FileSystem): FileSystem {
  const announced =
    <A extends readonly unknown[], R>(change: (...args: A) => R) =>
    (...args: A): R => {
      writeSync(1, '.');
      return change(...args);
    };
  return {
    ...fileSystem,
    makeFolder: announced(fileSystem.makeFolder),
    writeNew: announced(fileSystem.writeNew),
    rename: announced(fileSystem.rename),
    linkNew: announced(fileSystem.linkNew),
    removeFile: announced(fileSystem.removeFile),
    removeFolder: announced(fileSystem.removeFolder),
  };
}
