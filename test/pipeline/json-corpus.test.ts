import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';

import { jsonCorpus, judgedDocuments } from './json-corpus.js';
import { loadHandlers } from './load-handlers.js';
import { loadTopics, type LoadedTopic } from './load-topics.js';
import { expectRoundTrip } from './round-trip.js';
import { generateProject, type GeneratedProject } from './temp-project.js';
import { typeErrors } from './type-check.js';

describe('every JSON Schema of the corpus, through the whole pipeline', () => {
  let project: GeneratedProject;
  let topics: Readonly<Record<string, LoadedTopic>>;

  beforeAll(async () => {
    // The types of node:test are at hand already, those of a test runner take long to read.
    project = await generateProject(jsonCorpus({ testRunner: 'node' }));
    topics = await loadTopics(project.root);
  }, 300_000);

  it('generates without a remark', () => {
    expect(project.result.diagnostics).toEqual([]);
    expect(Object.keys(topics)).toHaveLength(151);
  });

  it('type-checks at its strictest, handlers and tests too', () => {
    const code = Object.keys(project.files).filter((path) => path.endsWith('.ts'));
    const paths = code.map((path) => `src/consumers/${path}`);
    expect(typeErrors(project.root, paths)).toEqual([]);
  }, 300_000);

  it('decodes its samples to themselves, and hands them to the consumer', async () => {
    for (const topic of Object.values(topics)) await expectRoundTrip(topic);
  });

  it('takes its event.json with the handler as generated', async () => {
    const folders = Object.values(topics).map(({ plan }) => plan.topic.names.folder);
    const handlers = await loadHandlers(join(project.root, 'src/consumers'), folders);
    const info = vi.spyOn(console, 'info').mockImplementation(() => undefined);
    try {
      for (const folder of folders) {
        expect(await handlers[folder]?.(JSON.parse(project.files[`${folder}/event.json`] ?? ''))).toBeUndefined();
      }
      expect(info).toHaveBeenCalledTimes(151);
    } finally {
      info.mockRestore();
    }
  });

  it('gives each document the verdict of its authors', () => {
    const found = judgedDocuments().map(({ topic, document, text }) => {
      const bytes = Buffer.from(text);
      try {
        const same = JSON.stringify(topics[topic]?.decodeValue(bytes)) === JSON.stringify(JSON.parse(text));
        return { document, fault: same ? undefined : 'another value' };
      } catch (error) {
        return { document, fault: error instanceof Error && 'at' in error ? error.at : error };
      }
    });
    expect(found).toEqual(judgedDocuments().map(({ document, fault }) => ({ document, fault })));
    expect(found).toHaveLength(45);
  });
});
