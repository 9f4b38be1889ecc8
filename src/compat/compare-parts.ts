import type { PartModel } from '../model/topic-model.js';
import { catchStackOverflow } from '../diagnostics/catch-stack-overflow.js';
import { avroPartView } from './avro/avro-part-view.js';
import { compareAvro } from './avro/compare-avro.js';
import { compareJson } from './json/compare-json.js';
import type { Comparison, SchemaChange, Verdict } from './comparison.js';
import { worstEffect } from './worst-effect.js';

/**
 * Compares two versions of a topic's key or value, and shows what the changes mean for its consumer: the one deployed, generated from
 * `before`, and the one to be generated from `after`. Their readers' schemas are compared; what their older versions
 * mean is computed by `compatibilityOf`. Pure: nothing is read, asked or loaded.
 */
export function compareParts(before: PartModel, after: PartModel): Comparison {
  const framing = framingChanges(before, after);
  const compared = catchStackOverflow(() => compareData(before, after));
  const comparison = compared.ok ? compared.value : TOO_DEEP;
  return framing.length === 0 ? comparison : framed(comparison, framing);
}

const NOT_COMPARED: Verdict = { answer: 'undecided', reasons: ['the types are nested too deeply to compare'] };

const TOO_DEEP: Comparison = {
  effect: 'undecided',
  changes: [],
  deployedReadsNew: NOT_COMPARED,
  regeneratedReadsOld: NOT_COMPARED,
};

function compareData(before: PartModel, after: PartModel): Comparison {
  if (before.kind === 'avro' && after.kind === 'avro') return compareAvro(avroPartView(before), avroPartView(after));
  if (before.kind === 'json' && after.kind === 'json') return compareJson(before, after);
  if (before.kind === after.kind) {
    const verdict = { answer: 'yes', reasons: [] } as const;
    return { effect: 'safe', changes: [], deployedReadsNew: verdict, regeneratedReadsOld: verdict };
  }
  const [was, is] = [KIND_WORDS[before.kind], KIND_WORDS[after.kind]];
  const reason = `records were ${was} and are now ${is}, and no consumer reads both`;
  return {
    effect: 'breaks',
    changes: [{ path: '', kind: 'type', before: was, after: is, effect: 'breaks', reason }],
    deployedReadsNew: { answer: 'no', reasons: [`the deployed consumer reads ${was}, not ${is}`] },
    regeneratedReadsOld: { answer: 'no', reasons: [`the regenerated consumer reads ${is}, not ${was}`] },
  };
}

const KIND_WORDS = { string: 'UTF-8 text', bytes: 'raw bytes', avro: 'Avro', json: 'JSON' } as const;

/** What stands around the datum, where that is another thing now. JSON's `auto` takes any. */
function framingChanges(before: PartModel, after: PartModel): readonly SchemaChange[] {
  if (!('framing' in before) || !('framing' in after) || before.framing === after.framing) return [];
  const isOpen = before.framing === 'auto' || after.framing === 'auto';
  return [
    {
      path: '',
      kind: 'type',
      before: `framing ${before.framing}`,
      after: `framing ${after.framing}`,
      effect: isOpen ? 'undecided' : 'breaks',
      reason: isOpen
        ? 'it depends on the producers whether a record of one framing can be read with the other'
        : 'the frame before the datum is misread',
    },
  ];
}

function framed(comparison: Comparison, changes: readonly SchemaChange[]): Comparison {
  const isBroken = changes.some(({ effect }) => effect === 'breaks');
  const reasons = changes.flatMap(({ reason }) => reason ?? []);
  const worse = (verdict: Verdict): Verdict => ({
    answer: isBroken || verdict.answer === 'no' ? 'no' : 'undecided',
    reasons: [...reasons, ...verdict.reasons],
  });
  return {
    ...comparison,
    effect: worstEffect([...changes.map(({ effect }) => effect), comparison.effect]),
    changes: [...changes, ...comparison.changes],
    deployedReadsNew: worse(comparison.deployedReadsNew),
    regeneratedReadsOld: worse(comparison.regeneratedReadsOld),
  };
}
