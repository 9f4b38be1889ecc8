import type { Compatibility, Effect, SchemaChange } from '../../compat/comparison.js';
import type { DiffResult } from '../../commands/diff-result.js';
import type { PartDiff, TopicDiff } from '../../history/topic-diff.js';
import { printImpacts } from '../print-impacts.js';
import { printable } from '../printable.js';
import type { Terminal } from '../terminal.js';
import { nextSteps, type NextStep } from './next-steps.js';
import {
  aspectOf,
  consequencesOf,
  effectWords,
  reasonLines,
  shortenedTexts,
  signOf,
  summaryOf,
  versionLines,
  versionsText,
} from './diff-words.js';

/** Prints what changed, to be read at a glance: a block for each key and value, the verdict at the end. */
export function printDiff(result: DiffResult, out: Terminal): void {
  printDiffHead(result, out);
  printTopics(result.topics, out);
  printDiffVerdict(result, out);
}

/** Prints what is compared with what. */
export function printDiffHead({ before, after }: Pick<DiffResult, 'before' | 'after'>, out: Terminal): void {
  out.line(`${printable(before)} -> ${printable(after)}`);
  out.line();
}

/** Prints a block for each key and value that changed. */
export function printTopics(topics: readonly TopicDiff[], out: Terminal): void {
  for (const topic of topics) printTopic(topic, out);
}

/** Prints the worst effect with the number of topics, and the places in the team's code that the changes touch. */
export function printDiffVerdict(result: Pick<DiffResult, 'effect' | 'topics' | 'impacts'>, out: Terminal): void {
  out.line(out.paint(effectStyles[result.effect], `${summaryOf(result)}.`));
  printImpacts(result.impacts ?? [], out);
}

const effectStyles = { safe: 'green', types: 'yellow', undecided: 'yellow', breaks: 'red' } as const;

const signStyles = { '+': 'green', '-': 'red', '~': 'yellow' } as const;

function printTopic({ topic, change, parts }: TopicDiff, out: Terminal): void {
  switch (change) {
    case 'added':
      out.line(`${out.paint('green', '+')} ${out.paint('bold', printable(topic))}: topic added`);
      out.line();
      return;
    case 'removed':
      out.line(`${out.paint('red', '-')} ${out.paint('bold', printable(topic))}: topic removed`);
      out.line();
      return;
    case 'changed':
    case 'unchanged':
      for (const part of parts) printPart(topic, part, out);
  }
}

function printPart(topic: string, part: PartDiff, out: Terminal): void {
  const { comparison, compatibility } = part;
  const versions = versionsText(part).map(printable).join(' -> ');
  out.line(`${out.paint('bold', `${printable(topic)} ${part.part}`)}: ${versions}`);
  printChanges(comparison.changes, out);
  for (const text of versionLines(part)) out.line(`  ${printable(text)}`);
  if (comparison.changes.length > 0 || comparison.effect !== 'safe') {
    for (const { sentence, reasons } of consequencesOf(comparison)) {
      out.line(`  ${sentence}${reasons.length === 0 ? '.' : ':'}`);
      printReasons(reasons, out);
    }
  } else out.line('  The schema is the same.');
  if (compatibility !== undefined) printCompatibility(compatibility, out);
  printNextSteps(nextSteps(topic, part), out);
  out.line();
}

function printNextSteps(steps: readonly NextStep[], out: Terminal): void {
  for (const { sentence, more, paste } of steps) {
    out.line(`  ${out.paint('cyan', 'next:')} ${printable(sentence)}`);
    if (more !== undefined) out.line(`    ${printable(more)}`);
    for (const line of paste) out.line(`      ${printable(line)}`);
  }
}

/** No field's column is wider: what is longer pushes the effect to the right. */
const MAX_WIDTH = 60;

function printChanges(changes: readonly SchemaChange[], out: Terminal): void {
  const lines = changes.map((change) => ({
    effect: change.effect,
    sign: signOf(change),
    text: changeText(change),
    reasons: reasonLines(change),
  }));
  const width = Math.max(0, ...lines.map(({ text }) => text.length).filter((length) => length <= MAX_WIDTH));
  for (const { sign, text, effect, reasons } of lines) {
    const tag = out.paint(effectStyles[effect], effectWords[effect]);
    out.line(`  ${out.paint(signStyles[sign], sign)} ${text.padEnd(width)}  ${tag}`);
    for (const reason of reasons) out.line(`      ${out.paint('dim', printable(reason))}`);
  }
}

/** `customer.age: int -> long`, `status value: SENT`. */
function changeText(change: SchemaChange): string {
  const subject = [change.path, aspectOf(change)].filter((text) => text !== '').join(' ');
  return printable([subject, shortenedTexts(change).join(' -> ')].filter((text) => text !== '').join(': '));
}

/** Maximum number of reasons shown. */
const MAX_REASONS = 5;

function printReasons(reasons: readonly string[], out: Terminal): void {
  for (const reason of reasons.slice(0, MAX_REASONS)) out.line(`      ${out.paint('dim', printable(reason))}`);
  if (reasons.length > MAX_REASONS) {
    out.line(`      ${out.paint('dim', `and ${reasons.length - MAX_REASONS} more (all of them with --format json)`)}`);
  }
}

const answerEffects = { yes: 'safe', no: 'breaks', undecided: 'undecided' } as const satisfies Record<string, Effect>;

function printCompatibility({ modes, pairs }: Compatibility, out: Terminal): void {
  const answer = (text: keyof typeof answerEffects): string => out.paint(effectStyles[answerEffects[text]], text);
  out.line('  Registry compatibility:');
  const width = Math.max(...Object.keys(modes).map((mode) => mode.length));
  for (const [mode, verdict] of Object.entries(modes)) out.line(`    ${mode.padEnd(width)}  ${answer(verdict.answer)}`);
  for (const { older, newer, newReadsOld, oldReadsNew } of pairs) {
    out.line(`    ${printable(older)} -> ${printable(newer)}`);
    out.line(`      new reads old: ${answer(newReadsOld.answer)}, old reads new: ${answer(oldReadsNew.answer)}`);
    printReasons([...newReadsOld.reasons, ...oldReadsNew.reasons], out);
  }
}
