import { versionsSetting } from '../../commands/keep-versions.js';
import type { PartDiff } from '../../history/topic-diff.js';

/** What to do next about a change: a sentence, and the lines to paste, if there are some. */
export interface NextStep {
  readonly sentence: string;
  /** What stands above the lines to paste. */
  readonly more?: string;
  readonly paste: readonly string[];
}

/** What there is to do about the change of a key or value, the most likely first. */
export function nextSteps(topic: string, diff: PartDiff): readonly NextStep[] {
  return [...schemaSteps(topic, diff), ...deploymentStep(diff)];
}

function schemaSteps(topic: string, { part, after, renames = [], keep }: PartDiff): readonly NextStep[] {
  const fields = renames.map(({ removed, added, alias }): NextStep => {
    const field = added.length === 1 ? `"${added.join('')}"` : 'the one that it is now';
    return {
      sentence: `"${removed}" is gone and "${added.join('", "')}" new, with the same type. Renamed? Add "aliases": [${JSON.stringify(alias)}] to ${field} in ${after?.file ?? 'its schema'}.`,
      paste: [],
    };
  });
  if (keep === undefined) return fields;
  const ids =
    keep.olderId === null || keep.newerId === null
      ? ` --ids ${keep.olderId ?? '<older id>'}..${keep.newerId ?? '<newer id>'}`
      : '';
  const lines = JSON.stringify({ [part]: { versions: versionsSetting(keep) } }, null, 2)
    .split('\n')
    .slice(1, -1);
  return [
    ...fields,
    {
      sentence: `Keep the old file as a version, so that records of both schemas are decoded by their id: npx gen-msk-consumer diff --apply --topic ${topic}${ids}`,
      more: `It copies the old file to ${keep.olderFile} and puts this into the config of the topic:`,
      paste: lines.map((line) => line.slice(2)),
    },
  ];
}

/** Which of consumer and producer goes first, where not both orders work. */
function deploymentStep({ comparison }: PartDiff): readonly NextStep[] {
  const isRead = comparison.deployedReadsNew.answer !== 'no';
  const reads = comparison.regeneratedReadsOld.answer !== 'no';
  if (isRead && reads) return [];
  const order = reads
    ? 'Deploy the consumer first, then the producer'
    : isRead
      ? 'Deploy the producer first, and the consumer once no old records are left'
      : 'Neither can be deployed first: make the change in two compatible steps';
  return [{ sentence: `${order} (docs/deployment-order.md of this package).`, paste: [] }];
}
