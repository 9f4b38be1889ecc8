import type { Diagnostic } from '../diagnostics/diagnostic.js';

/** The code of the note on keys and values without ids. */
export const MISSING_IDS = 'framing-without-ids';

/** One note for all parts without ids, given by their JSON pointers in the config: it is the same slip wherever it is made. */
export function missingIds(pointers: readonly string[], configFile: string): readonly Diagnostic[] {
  const [first] = pointers;
  if (first === undefined) return [];
  const shown = pointers.slice(0, SHOWN_POINTERS);
  const more = pointers.length > SHOWN_POINTERS ? ` and ${pointers.length - SHOWN_POINTERS} more` : '';
  return [
    {
      code: MISSING_IDS,
      severity: 'note',
      message: `no schema ids are listed for ${shown.join(', ')}${more}: all records are read with the one schema, whatever their id`,
      location: { file: configFile, pointer: first },
      help: 'List the ids to distinguish records of other versions: "versions": { "<id>": "<schema file>" }',
    },
  ];
}

const SHOWN_POINTERS = 3;
