import { expect, test } from 'vitest';

import { isFullRun } from '../support/day-share.js';
import { drawSettings, simulateDraw } from './all-settings.js';

/** Records of a run: so few that a fault is found soon, so many that batches and partitions mix. */
const RECORDS = 500;
const TOTAL = Number(process.env['SIMULATED_RECORDS'] ?? (isFullRun ? 1_000_000 : 2_000));

test(`of ${TOTAL} records, whatever the settings and the faults, none is lost, out of order, completed twice or given up`, async () => {
  let invocations = 0;
  let killed = 0;
  for (let seed = 1; seed <= TOTAL / RECORDS; seed++) {
    const draw = drawSettings(seed);
    const report = await simulateDraw(draw, RECORDS);
    expect(report.problems, `${JSON.stringify(draw)}\n${report.text}`).toEqual([]);
    expect(report, JSON.stringify(draw)).toMatchObject({
      records: RECORDS,
      lost: [],
      outOfOrder: [],
      deadLettered: [],
    });
    invocations += report.invocations;
    killed += report.killed;
  }
  console.log(`${TOTAL} records in ${invocations} invocations, ${killed} of them killed`);
}, 3_600_000);
