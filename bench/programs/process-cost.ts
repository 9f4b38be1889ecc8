import { writeSync } from 'node:fs';

// node --import process-cost.mjs …: at the end the process writes to its descriptor 3 what it took, a `ProcessCost` in JSON.

export interface ProcessCost {
  /** Of CPU time, all threads together, Node's own start included. */
  readonly seconds: number;
  /** The memory that it held at most. */
  readonly megabytes: number;
}

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cost: ProcessCost = { seconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1_024 };
  writeSync(3, JSON.stringify(cost));
});
