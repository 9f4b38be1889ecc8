import type { SchemaChange } from '../compat/comparison.js';
import type { RunOptions } from './compare-with-disk.js';
import { locationOf } from '../paths/schema-path.js';
import { diff } from './diff.js';
import type { PartDiff } from '../history/topic-diff.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';

export interface BreakingOptions extends RunOptions {
  /** The git revision to compare the working tree with, or two: "main", "v1.0..v1.1". */
  readonly revision: string;
}

/**
 * The changes since a git revision that break the reading of records: an error with the code `breaking-change` for each,
 * at the schema file. Where the comparison cannot be made, the errors that say why; warnings of the comparison are among
 * them too. Writes nothing.
 */
export async function breakingChanges({ revision, ...options }: BreakingOptions): Promise<readonly Diagnostic[]> {
  const { topics, diagnostics } = await diff({
    ...options,
    compare: { kind: 'revisions', range: revision },
    impacts: false,
  });
  const breaks = topics.flatMap(({ topic, parts }) =>
    parts.flatMap((part) =>
      reasonsOf(part).map((reason): Diagnostic => {
        const file = (part.after ?? part.before)?.file;
        return {
          code: 'breaking-change',
          severity: 'error',
          message: `${topic} ${part.part}, since ${revision}: ${reason}`,
          ...(file === undefined ? {} : { location: locationOf(file) }),
        };
      }),
    ),
  );
  return [...diagnostics, ...breaks];
}

function reasonsOf({ comparison }: PartDiff): readonly string[] {
  if (comparison.effect !== 'breaks') return [];
  const changes = comparison.changes.filter(({ effect }) => effect === 'breaks').map(sentence);
  if (changes.length > 0) return changes;
  const { deployedReadsNew, regeneratedReadsOld } = comparison;
  return [...new Set([deployedReadsNew, regeneratedReadsOld].flatMap(({ reasons }) => reasons))];
}

function sentence({ path, kind, before, after, reason }: SchemaChange): string {
  const what = [before, after].filter((text) => text !== undefined).join(' -> ');
  const where = path === '' ? '' : `${path} `;
  return `${where}${kind}${what === '' ? '' : ` (${what})`}${reason === undefined ? '' : `: ${reason}`}`;
}
