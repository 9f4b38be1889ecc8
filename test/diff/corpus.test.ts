import { expect, test } from 'vitest';

import { diff } from '../../src/commands/diff.js';
import type { DiffResult } from '../../src/commands/diff-result.js';
import { run } from '../cli/run.js';
import { jsonSeries, linksFor } from '../compat/json-series.js';
import { corpusFiles, corpusText } from '../oracle/corpus.js';
import { dayShare } from '../support/day-share.js';
import { configOf, gitProject } from './git-project.js';

/** The files of two versions of a schema that follow on each other. */
interface Step {
  readonly before: string;
  readonly after: string;
}

function avroSteps(): readonly Step[] {
  const files = corpusFiles('avro');
  return files.flatMap(({ file, subject, version, fromPrevious }): Step[] => {
    if (fromPrevious === undefined || version === undefined) return [];
    const before = files.find((other) => other.subject === subject && other.version === version - 1);
    return before === undefined ? [] : [{ before: before.file, after: file }];
  });
}

function jsonSteps(): readonly Step[] {
  return jsonSeries().flatMap(({ versions }) =>
    versions.slice(1).flatMap(({ file }, index): Step[] => {
      const before = versions[index];
      return before === undefined ? [] : [{ before: before.file, after: file }];
    }),
  );
}

/** A project whose every topic takes one step from the last commit to the working tree, and lists both as versions too. */
function project(steps: readonly Step[], framing: string): string {
  const linked = steps.flatMap(({ before, after }) => [before, after].flatMap((file) => linksFor(file)));
  // Each release names its links by URIs of its own.
  const texts = [...new Set(linked.map(([, json]) => JSON.stringify(json)))];
  const links = texts.map((text, index) => [`links/${index}.json`, text] as const);
  const include = links.length === 0 ? {} : { include: ['links/**/*.json'] };
  const topics = steps.flatMap(({ before, after }, index): (readonly [string, unknown])[] => [
    [`step-${index}`, { value: { file: `steps/${index}/schema.json`, framing, ...include } }],
    [`versions-${index}`, { value: { versions: { 1: before, 2: after }, framing, ...include } }],
  ]);
  const at = (version: keyof Step) =>
    Object.fromEntries(steps.map((step, index) => [`steps/${index}/schema.json`, corpusText(step[version])]));
  const { root, write } = gitProject({
    'gen-msk-consumer.config.json': configOf(Object.fromEntries(topics)),
    ...Object.fromEntries(links),
    ...Object.fromEntries(
      steps.flatMap(({ before, after }) => [before, after].map((file) => [file, corpusText(file)])),
    ),
    ...at('before'),
  });
  write(at('after'));
  return root;
}

/** All topics are there, and what each change means is what the verdicts say. */
function expectSound({ topics, diagnostics }: DiffResult, count: number): void {
  expect([diagnostics, topics.length]).toEqual([[], count]);
  for (const { topic, parts } of topics) {
    for (const { comparison } of parts) {
      const { effect, deployedReadsNew, regeneratedReadsOld } = comparison;
      const answers = [deployedReadsNew.answer, regeneratedReadsOld.answer];
      if (answers.includes('no')) expect([topic, effect]).toEqual([topic, 'breaks']);
    }
  }
}

test('every version step of the Avro corpus', async () => {
  expect(avroSteps().length).toBe(73);
  const steps = dayShare(avroSteps(), 6);
  const root = project(steps, 'confluent');
  expectSound(await diff({ cwd: root, compatibility: true, topics: ['step-*'] }), steps.length);
  const versions = { kind: 'versions', range: '1..2' } as const;
  expectSound(await diff({ cwd: root, compare: versions, compatibility: true }), steps.length);
  for (const format of ['text', 'markdown', 'json']) {
    const { exitCode, stderr } = await run(['diff', '--no-impacts', '--format', format, '--topic', 'step-*'], {
      cwd: root,
    });
    expect([exitCode, stderr]).toEqual([1, '']);
  }
});

test('every version step of the JSON Schema corpus', async () => {
  expect(jsonSteps().length).toBe(84);
  const steps = dayShare(jsonSteps(), 6);
  const root = project(steps, 'none');
  expectSound(await diff({ cwd: root, topics: ['step-*'] }), steps.length);
  expectSound(await diff({ cwd: root, compare: { kind: 'versions', range: '1..2' } }), steps.length);
});
