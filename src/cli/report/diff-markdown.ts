import type { Compatibility, SchemaChange } from '../../compat/comparison.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { DiffResult } from '../../commands/diff-result.js';
import type { PartDiff, TopicDiff } from '../../history/topic-diff.js';
import type { Impact } from '../../impact/impact.js';
import { printable } from '../printable.js';
import { impactText } from '../print-impacts.js';
import { nextSteps } from './next-steps.js';
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
import { fencedCode, htmlCode } from './markdown-code.js';

/** GitHub takes no comment of more than 65,536 characters. */
const SIZE_LIMIT = 65_000;

/** The comparison as a comment for a pull request, with a final newline. What comes from schemas is shown as code. */
export function diffMarkdown(
  result: Omit<DiffResult, 'topics'> & { readonly topics: readonly ProjectTopic[] },
): string {
  const isFailed = result.diagnostics.some(({ severity }) => severity === 'error');
  return fitting([
    `### Schemas: ${htmlCode(result.before)} → ${htmlCode(result.after)}`,
    isFailed ? '**The schemas could not be compared.**' : `**${summaryOf(result)}.**`,
    ...result.diagnostics.map(diagnosticBlock),
    ...result.topics.flatMap(topicBlocks),
    ...impactBlocks(result.impacts ?? []),
  ]);
}

/** Whole blocks only: a table that is cut is none. */
function fitting(blocks: readonly string[]): string {
  let size = 0;
  // Behind them there must be room to say that some are left out.
  const kept = blocks.findIndex((block) => (size += block.length + 2) > SIZE_LIMIT - 100);
  if (kept < 0) return `${blocks.join('\n\n')}\n`;
  return `${[...blocks.slice(0, kept), 'The rest was omitted: the comment is at its size limit.'].join('\n\n')}\n`;
}

function diagnosticBlock({ severity, code, message, location }: Diagnostic): string {
  const place = location === undefined ? '' : ` in ${htmlCode(location.file)}`;
  return `${severity} \`${code}\`${place}: ${htmlCode(message)}`;
}

/** A topic and, where the comparison is of several projects, its project. */
type ProjectTopic = TopicDiff & { readonly project?: string };

function topicBlocks({ project, topic, change, parts }: ProjectTopic): readonly string[] {
  const title = `${project === undefined ? '' : `${htmlCode(project)}: `}${htmlCode(topic)}`;
  switch (change) {
    case 'added':
      return [`#### ${title} is new`];
    case 'removed':
      return [`#### ${title} was removed from the config`];
    case 'changed':
    case 'unchanged':
      return parts.flatMap((part) => partBlocks({ title, topic }, part));
  }
}

/** `title` is Markdown. */
function partBlocks(
  { title, topic }: { readonly title: string; readonly topic: string },
  part: PartDiff,
): readonly string[] {
  const { comparison, compatibility } = part;
  const { changes, effect } = comparison;
  const isSame = changes.length === 0 && effect === 'safe';
  return [
    `#### ${title} ${part.part}: ${effectWords[effect]}`,
    versionsText(part).map(htmlCode).join(' → '),
    ...(changes.length === 0 ? [] : [changeTable(changes)]),
    ...list(versionLines(part).map(htmlCode)),
    ...(isSame ? ['The schema is the same.'] : []),
    ...(isSame ? [] : consequencesOf(comparison)).flatMap(({ sentence, reasons }) => [
      `${sentence}${reasons.length === 0 ? '.' : ':'}`,
      ...list(reasons.map(htmlCode)),
    ]),
    ...(compatibility === undefined ? [] : compatibilityBlocks(compatibility)),
    ...nextSteps(topic, part).flatMap(({ sentence, more, paste }) => [
      `Next: ${htmlCode(sentence)}`,
      ...(more === undefined ? [] : [htmlCode(more)]),
      ...(paste.length === 0 ? [] : [fencedCode(paste.map(printable), 'json')]),
    ]),
  ];
}

function changeTable(changes: readonly SchemaChange[]): string {
  const rows = changes.map((change) => {
    const { path, effect } = change;
    const field = [...(path === '' ? [] : [htmlCode(path)]), aspectOf(change)].filter((text) => text !== '').join(' ');
    const texts = shortenedTexts(change).map(htmlCode);
    const word = effect === 'breaks' ? `**${effectWords[effect]}**` : effectWords[effect];
    const why = reasonLines(change)
      .map((reason) => `<br>${htmlCode(reason)}`)
      .join('');
    return `| \`${signOf(change)}\` | ${field} | ${texts.join(' → ')} | ${word}${why} |`;
  });
  return ['| | field | change | effect |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function compatibilityBlocks({ modes, pairs }: Compatibility): readonly string[] {
  const answers = Object.entries(modes).map(([mode, { answer }]) => `| ${mode} | ${answer} |`);
  const rows = pairs.map(
    ({ older, newer, newReadsOld, oldReadsNew }) =>
      `| ${htmlCode(older)} | ${htmlCode(newer)} | ${newReadsOld.answer} | ${oldReadsNew.answer} |`,
  );
  return [
    ['| registry mode | satisfied |', '| --- | --- |', ...answers].join('\n'),
    ['| older | newer | new reads old | old reads new |', '| --- | --- | --- | --- |', ...rows].join('\n'),
  ];
}

function impactBlocks(impacts: readonly Impact[]): readonly string[] {
  if (impacts.length === 0) return [];
  const lines = impacts.map(({ file, line, column, expression, change, error }) => {
    const texts = [...(change === undefined ? [] : [impactText(change)]), ...(error === undefined ? [] : [error])];
    return [`${htmlCode(`${file}:${line}:${column}`)} ${htmlCode(expression)}`, ...texts.map(htmlCode)].join(': ');
  });
  return ['#### Affected places in your code', ...list(lines)];
}

function list(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [lines.map((line) => `- ${line}`).join('\n')];
}
