import type { Comparison, Effect, SchemaChange, Verdict } from '../../compat/comparison.js';
import type { DiffResult } from '../../commands/diff-result.js';
import type { PartDiff } from '../../history/topic-diff.js';

/** What an effect is called at the end of a line. */
export const effectWords: Readonly<Record<Effect, string>> = {
  safe: 'safe',
  types: 'types change',
  undecided: 'undecided',
  breaks: 'breaks',
};

/** `+` for what is new, `-` for what is gone, `~` for what is otherwise. */
export function signOf({ kind, before, after }: SchemaChange): '+' | '-' | '~' {
  if (kind === 'added' || (before === undefined && after !== undefined)) return '+';
  if (kind === 'removed' || (after === undefined && before !== undefined)) return '-';
  return '~';
}

/** What of a field has changed, where it is not its type: "default". */
export function aspectOf({ kind }: SchemaChange): string {
  switch (kind) {
    case 'added':
    case 'removed':
    case 'type':
      return '';
    case 'renamed':
      return 'name';
    case 'values':
      return 'value';
    case 'optionality':
    case 'default':
    case 'constraint':
    case 'order':
    case 'doc':
      return kind;
  }
}

/** Texts longer than this are cut, in characters. */
const MAX_SHOWN = 72;

/** A text short enough for a line. */
export function shortened(text: string): string {
  const characters = Array.from(text);
  return characters.length <= MAX_SHOWN ? text : `${characters.slice(0, MAX_SHOWN - 1).join('')}…`;
}

/** Why a change has its effect: what is so for the deployed consumer, then what is so for the regenerated one. */
export function reasonLines({ reason }: SchemaChange): readonly string[] {
  if (reason === undefined || reason === '') return [];
  const at = reason.indexOf('; the regenerated consumer ');
  return at < 0 ? [reason] : [reason.slice(0, at), reason.slice(at + 2)];
}

/** What the two versions mean for the two consumers: a sentence each, with the reasons that are not part of a change. */
export function verdictLines({
  effect,
  changes,
  deployedReadsNew,
  regeneratedReadsOld,
  note,
}: Comparison): readonly { readonly sentence: string; readonly reasons: readonly string[] }[] {
  const lines = [
    { verdict: deployedReadsNew, consumer: 'deployed', records: 'new' },
    { verdict: regeneratedReadsOld, consumer: 'regenerated', records: 'old' },
  ].filter(({ verdict }) => verdict.answer !== 'yes');
  const sentences = lines.map(({ verdict, consumer, records }) => ({
    sentence:
      verdict.answer === 'no'
        ? `The ${consumer} consumer does not read all ${records} records.`
        : `It is undecided whether the ${consumer} consumer reads all ${records} records.`,
    reasons: otherReasons(verdict, changes),
  }));
  const both =
    effect === 'breaks'
      ? 'All records are read, but some are decoded to different values.'
      : 'New records can be read with the old schema, and old records with the new one.';
  return [
    ...(lines.length === 0 ? [{ sentence: both, reasons: [] }] : sentences),
    ...(note === undefined ? [] : [{ sentence: note, reasons: [] }]),
  ];
}

/** The reasons that stand at no change. */
function otherReasons({ reasons }: Verdict, changes: readonly SchemaChange[]): readonly string[] {
  const isTold = (text: string): boolean =>
    changes.some(({ path, reason }) => {
      const start = path === '' ? '' : `${path}: `;
      return reason !== undefined && text.startsWith(start) && reason.includes(text.slice(start.length));
    });
  return reasons.filter((reason) => !isTold(reason));
}

/** What became of the list of versions, a sentence each. */
export function versionLines({ versions }: PartDiff): readonly string[] {
  return [
    ...versions.added.map(({ name }) => `${name} is new.`),
    ...versions.removed.map(
      ({ name }) => `${name} is no longer listed: the generated code for its records will be removed.`,
    ),
    ...versions.edited.map(({ name }) => `${name} has a different schema under the same id.`),
  ];
}

/** The versions of a part, as "v1 -> v2", or the one that there is. */
export function versionsText({ before, after }: PartDiff): readonly string[] {
  const names = [before?.name ?? 'no schema', after?.name ?? 'no schema'];
  return names[0] === names[1] ? names.slice(0, 1) : names;
}

/** The answer in a line: "Breaks: 2 topics changed, 5 unchanged". */
export function summaryOf({ effect, topics }: Pick<DiffResult, 'effect' | 'topics'>): string {
  const counts = (['changed', 'added', 'removed', 'unchanged'] as const).flatMap((change) => {
    const count = topics.filter((topic) => topic.change === change).length;
    return count === 0 ? [] : [{ count, change }];
  });
  const [first, ...others] = counts;
  if (first === undefined) return 'There are no topics to compare';
  if (counts.every(({ change }) => change === 'unchanged')) {
    return first.count === 1 ? 'No changes: 1 topic is unchanged' : `No changes: ${first.count} topics are unchanged`;
  }
  const texts = [
    `${first.count} ${first.count === 1 ? 'topic' : 'topics'} ${first.change}`,
    ...others.map(({ count, change }) => `${count} ${change}`),
  ];
  return `${summaryWords[effect]}: ${texts.join(', ')}`;
}

const summaryWords: Readonly<Record<Effect, string>> = {
  safe: 'No breaking changes',
  types: 'Type changes only, nothing breaks',
  undecided: 'Undecided',
  breaks: 'Breaks',
};
