import type { Comparison, Effect, SchemaChange, Verdict } from '../../compat/comparison.js';
import type { DiffResult } from '../../commands/diff-result.js';
import { withoutSharedStart } from '../../diagnostics/without-shared-start.js';
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
function shortened(text: string): string {
  const characters = Array.from(text);
  return characters.length <= MAX_SHOWN ? text : `${characters.slice(0, MAX_SHOWN - 1).join('')}…`;
}

/** The texts of a change, short enough for a line that shows their difference. */
export function shortenedTexts({ before, after }: SchemaChange): readonly string[] {
  if (before === undefined || after === undefined)
    return [before ?? after ?? ''].filter((text) => text !== '').map(shortened);
  return withoutSharedStart(before, after, MAX_SHOWN).map(shortened);
}

/** Why a change has its effect, where that is not a consequence for one of the consumers. */
export function reasonLines({ reason }: SchemaChange): readonly string[] {
  return partsOf(reason).filter((part) => !CONSEQUENCE.test(part));
}

/** What is so for the deployed consumer, and what for the regenerated one. */
function partsOf(reason: string | undefined): readonly string[] {
  if (reason === undefined || reason === '') return [];
  const at = reason.indexOf('; the regenerated consumer ');
  return at < 0 ? [reason] : [reason.slice(0, at), reason.slice(at + 2)];
}

const CONSEQUENCE = /^the ((?:deployed|regenerated) consumer [^:]*): ([^]*)$/;

/** What two versions mean for a consumer: a sentence without its end, and why, with the fields that are the reason. */
interface Consequence {
  readonly sentence: string;
  readonly reasons: readonly string[];
}

/** What the two versions mean for the two consumers, each said once with all the fields that are the reason. */
export function consequencesOf(comparison: Comparison): readonly Consequence[] {
  const { effect, changes, deployedReadsNew, regeneratedReadsOld, note } = comparison;
  const found = new Map<string, readonly string[]>();
  for (const { path, reason } of changes)
    for (const part of partsOf(reason)) {
      const [, sentence, why] = CONSEQUENCE.exec(part) ?? [];
      if (sentence === undefined || why === undefined) continue;
      found.set(`The ${sentence}`, [
        ...(found.get(`The ${sentence}`) ?? []),
        startsWithPath(why, path) ? why : `${path}: ${why}`,
      ]);
    }
  const consequences = [...found].map(([sentence, reasons]) => ({ sentence, reasons }));
  const rest = [
    { verdict: deployedReadsNew, consumer: 'deployed', records: 'new' },
    { verdict: regeneratedReadsOld, consumer: 'regenerated', records: 'old' },
  ].flatMap(({ verdict, consumer, records }): readonly Consequence[] => {
    const reasons = otherReasons(verdict, changes);
    const isSaid = consequences.some(
      ({ sentence }) => sentence.startsWith(`The ${consumer} consumer `) && !sentence.includes(' decodes some '),
    );
    if (verdict.answer === 'yes' || (isSaid && reasons.length === 0)) return [];
    const sentence =
      verdict.answer === 'no'
        ? `The ${consumer} consumer does not read all ${records} records`
        : `It is undecided whether the ${consumer} consumer reads all ${records} records`;
    return [{ sentence, reasons }];
  });
  const all = [...consequences, ...rest].sort((one, other) => orderOf(one) - orderOf(other));
  const both =
    effect === 'breaks'
      ? 'All records are read, but some are decoded to different values'
      : 'New records can be read with the old schema, and old records with the new one';
  return [
    ...(all.length === 0 ? [{ sentence: both, reasons: [] }] : all),
    ...(note === undefined ? [] : [{ sentence: note.replace(/\.$/, ''), reasons: [] }]),
  ];
}

function startsWithPath(text: string, path: string): boolean {
  return path === '' || text.startsWith(`${path} `) || text.startsWith(`${path}.`);
}

/** The deployed consumer comes first: it is the one that runs. */
function orderOf({ sentence }: Consequence): number {
  return sentence.includes('deployed consumer') ? 0 : 1;
}

/** The reasons that are those of no change. */
function otherReasons({ reasons }: Verdict, changes: readonly SchemaChange[]): readonly string[] {
  const isSaid = (text: string): boolean =>
    changes.some(({ path, reason }) => {
      const start = path === '' ? '' : `${path}: `;
      return reason !== undefined && text.startsWith(start) && reason.includes(text.slice(start.length));
    });
  return reasons.filter((reason) => !isSaid(reason));
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
