import { expect, it } from 'vitest';

import { compareJson } from '../../src/compat/json/compare-json.js';
import type { Comparison, Effect } from '../../src/compat/comparison.js';
import { worstEffect } from '../../src/compat/worst-effect.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { jsonSeries, type SeriesVersion } from './json-series.js';

function compared(older: SeriesVersion, newer: SeriesVersion): Comparison {
  const view = ({ schema }: SeriesVersion) => ({ reader: { schema }, settings: DEFAULT_JSON_SETTINGS });
  return compareJson(view(older), view(newer));
}

it('the 84 steps of all series of the corpus have a cause for each fault, and no other effects than their changes have', () => {
  const effects: Record<Effect, number> = { safe: 0, types: 0, undecided: 0, breaks: 0 };
  for (const { subject, versions } of jsonSeries()) {
    for (const [index, newer] of versions.slice(1).entries()) {
      const older = versions[index];
      if (older === undefined) continue;
      const found = compared(older, newer);
      const step = `${subject} ${older.version} ${newer.version}`;
      expect(found.effect, step).toBe(worstEffect(found.changes.map(({ effect }) => effect)));
      const isRead = [found.deployedReadsNew, found.regeneratedReadsOld].every(({ answer }) => answer === 'yes');
      expect(found.effect === 'breaks' || found.effect === 'undecided', step).toBe(!isRead);
      // Between versions in which nothing but the `$id` differs.
      if (found.changes.length === 0) expect(withoutId(newer), step).toBe(withoutId(older));
      effects[found.effect]++;
    }
  }
  expect(effects).toEqual({ safe: 7, types: 0, undecided: 0, breaks: 77 });
});

it('each version of the corpus compared with itself is safe and has no changes', () => {
  for (const { subject, versions } of jsonSeries()) {
    for (const version of versions) {
      expect(compared(version, version), `${subject} ${version.version}`).toEqual({
        effect: 'safe',
        changes: [],
        deployedReadsNew: { answer: 'yes', reasons: [] },
        regeneratedReadsOld: { answer: 'yes', reasons: [] },
      });
    }
  }
});

function withoutId({ json }: SeriesVersion): string {
  return JSON.stringify(json, (key, value: unknown) => (key === '$id' || key === '$schema' ? undefined : value));
}
