import { describe, expect, it } from 'vitest';

import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { DRAFTS } from '../../src/json-schema/read/keywords.js';
import { SUITE_FILE, suiteDocuments, suiteGroups } from './build-suite.js';

describe.each(DRAFTS)('draft %s', (draft) => {
  it.each(['required', 'optional'] as const)('every schema of the official suite builds, the %s ones', (which) => {
    const groups = suiteGroups(draft, which);
    expect(groups.length).toBeGreaterThan(30);
    const faults = groups.flatMap((group) =>
      buildJsonSchema(SUITE_FILE, suiteDocuments(group), { impliedTypes: false }).faults.map(
        ({ place, message }) => `${group.path} ${group.description}: ${place.file}#${place.pointer} ${message}`,
      ),
    );
    expect(faults).toEqual([]);
  });
});
