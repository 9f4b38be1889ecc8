import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';

import { dayShare } from '../support/day-share.js';
import { completeSchemas, jsonCorpus, judgedDocuments, topicOf } from './json-corpus.js';
import { loadHandlers } from './load-handlers.js';
import { loadTopics, type LoadedTopic } from './load-topics.js';
import { expectRoundTrip } from './round-trip.js';
import { generateProject, type GeneratedProject } from './temp-project.js';
import { typeErrors } from './type-check.js';

const files = dayShare(completeSchemas, 3);
const UNCONSTRAINED = 'aws-glue-schema-registry/json/schema/draft07/contentEncodingBase64Image.schema.json';

describe('every JSON Schema of the corpus, through the whole pipeline', () => {
  let project: GeneratedProject;
  let topics: Readonly<Record<string, LoadedTopic>>;

  beforeAll(async () => {
    // The types of node:test are at hand already, those of a test runner take long to read.
    project = await generateProject(jsonCorpus({ testRunner: 'node' }, files));
    topics = await loadTopics(project.root);
  }, 300_000);

  it('generates without a warning, but for the schema that has only annotations', () => {
    const warnings = project.result.diagnostics.filter(({ severity }) => severity !== 'note');
    const found = warnings.map(({ code, location }) => `${code} ${location?.file ?? ''}`);
    expect(found).toEqual(files.filter((file) => file === UNCONSTRAINED).map((file) => `schema-unconstrained ${file}`));
    expect(completeSchemas).toHaveLength(151);
    expect(Object.keys(topics).sort()).toEqual(files.map(topicOf).sort());
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
      expect(info).toHaveBeenCalledTimes(files.length);
    } finally {
      info.mockRestore();
    }
  });

  it('gives each document the verdict of its authors', () => {
    expect(judgedDocuments()).toHaveLength(45);
    const judged = judgedDocuments().filter(({ topic }) => topic in topics);
    const found = judged.map(({ topic, document, text }) => {
      const bytes = Buffer.from(text);
      try {
        const same = JSON.stringify(topics[topic]?.decodeValue(bytes)) === JSON.stringify(JSON.parse(text));
        return { document, fault: same ? undefined : 'another value' };
      } catch (error) {
        return { document, fault: error instanceof Error && 'at' in error ? error.at : error };
      }
    });
    expect(found).toEqual(judged.map(({ document, fault }) => ({ document, fault })));
    expect(found).not.toEqual([]);
  });
});
