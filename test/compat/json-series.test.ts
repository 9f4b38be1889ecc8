import { describe, expect, it } from 'vitest';

import { compareJsonSchemas } from '../../src/compat/json/json-compatibility.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import type { JsonSchema } from '../../src/json-schema/schema/json-schema.js';
import { corpusFiles, corpusText } from '../oracle/corpus.js';
import { validate } from '../../src/json-schema/validate/validate.js';
import { jsonSeries } from './json-series.js';

/** The verdict, and of how many differences how many are shown by a value. */
function verdict(writer: JsonSchema, reader: JsonSchema): string {
  const result = compareJsonSchemas(writer, reader, DEFAULT_JSON_SETTINGS);
  if (result.verdict === 'compatible') return 'compatible';
  const certain = result.differences.filter((difference) => difference.certain);
  return `${result.verdict} ${certain.length}/${result.differences.length}`;
}

describe('the version series of the corpus', () => {
  it('have these verdicts from each version to the next: the newer reads the older, the older reads the newer', () => {
    const lines = jsonSeries().flatMap(({ subject, versions }) =>
      versions.slice(1).flatMap((newer, index) => {
        const older = versions[index];
        if (older === undefined) return [];
        const verdicts = `${verdict(older.schema, newer.schema)}, ${verdict(newer.schema, older.schema)}`;
        return [`${subject} ${older.version} ${newer.version}: ${verdicts}`];
      }),
    );
    expect(lines).toEqual(VERDICTS);
  });

  it('are compatible with themselves, and their examples bear the verdicts out', () => {
    let examples = 0;
    for (const { subject, versions } of jsonSeries()) {
      for (const { schema } of versions) expect(verdict(schema, schema)).toBe('compatible');
      const documents = corpusFiles('data')
        .filter(({ file }) => file.startsWith(`${subject}/examples/`))
        .map(({ file }): unknown => JSON.parse(corpusText(file)));
      for (const { schema: writer } of versions) {
        for (const { schema: reader } of versions) {
          const written = documents.filter((value) => validate(writer, value, DEFAULT_JSON_SETTINGS).length === 0);
          if (written.length === 0 || verdict(writer, reader) !== 'compatible') continue;
          examples += written.length;
          for (const value of written) expect(validate(reader, value, DEFAULT_JSON_SETTINGS)).toEqual([]);
        }
      }
    }
    expect(examples).toBeGreaterThan(10);
  });
});

const VERDICTS = [
  'cdevents/artifactpublished v0.1.2 v0.2.0: incompatible 3/3, incompatible 1/1',
  'cdevents/artifactpublished v0.2.0 v0.3.0: compatible, compatible',
  'cdevents/artifactpublished v0.3.0 v0.4.1: incompatible 1/1, incompatible 6/6',
  'cdevents/artifactpublished v0.4.1 v0.5.1: incompatible 4/4, incompatible 4/4',
  'cdevents/buildqueued v0.1.2 v0.2.0: incompatible 3/3, incompatible 1/1',
  'cdevents/buildqueued v0.2.0 v0.3.0: compatible, compatible',
  'cdevents/buildqueued v0.3.0 v0.4.1: incompatible 1/1, incompatible 4/4',
  'cdevents/buildqueued v0.4.1 v0.5.1: incompatible 4/4, incompatible 4/4',
  'cdevents/changemerged v0.1.2 v0.2.0: incompatible 4/4, incompatible 1/1',
  'cdevents/changemerged v0.2.0 v0.3.0: compatible, compatible',
  'cdevents/changemerged v0.3.0 v0.4.1: incompatible 1/1, incompatible 4/4',
  'cdevents/changemerged v0.4.1 v0.5.1: incompatible 4/4, incompatible 4/4',
  'cdevents/incidentdetected v0.2.0 v0.3.0: compatible, compatible',
  'cdevents/incidentdetected v0.3.0 v0.4.1: incompatible 1/1, incompatible 4/4',
  'cdevents/incidentdetected v0.4.1 v0.5.1: incompatible 4/4, incompatible 4/4',
  'cdevents/pipelinerunfinished v0.1.2 v0.2.0: incompatible 3/3, incompatible 1/1',
  'cdevents/pipelinerunfinished v0.2.0 v0.3.0: compatible, compatible',
  'cdevents/pipelinerunfinished v0.3.0 v0.4.1: incompatible 1/1, incompatible 4/4',
  'cdevents/pipelinerunfinished v0.4.1 v0.5.1: incompatible 6/6, incompatible 5/5',
  'cdevents/servicedeployed v0.1.2 v0.2.0: incompatible 4/4, incompatible 1/1',
  'cdevents/servicedeployed v0.2.0 v0.3.0: compatible, compatible',
  'cdevents/servicedeployed v0.3.0 v0.4.1: incompatible 1/1, incompatible 4/4',
  'cdevents/servicedeployed v0.4.1 v0.5.1: incompatible 4/4, incompatible 4/4',
  'cdevents/taskrunfinished v0.1.2 v0.2.0: incompatible 4/4, incompatible 1/1',
  'cdevents/taskrunfinished v0.2.0 v0.3.0: compatible, compatible',
  'cdevents/taskrunfinished v0.3.0 v0.4.1: incompatible 1/1, incompatible 4/4',
  'cdevents/taskrunfinished v0.4.1 v0.5.1: incompatible 5/5, incompatible 5/5',
  'cdevents/testcaserunfinished v0.3.0 v0.4.1: incompatible 1/1, incompatible 4/4',
  'cdevents/testcaserunfinished v0.4.1 v0.5.1: incompatible 5/5, incompatible 5/5',
  'eiffel/EiffelActivityFinishedEvent 1.0.0 4.0.0: incompatible 5/5, incompatible 9/9',
  'eiffel/EiffelActivityFinishedEvent 4.0.0 4.1.0: incompatible 1/1, incompatible 2/2',
  'eiffel/EiffelActivityFinishedEvent 4.1.0 4.1.1: incompatible 3/3, incompatible 1/1',
  'eiffel/EiffelActivityTriggeredEvent 1.0.0 1.1.0: incompatible 1/1, incompatible 1/1',
  'eiffel/EiffelActivityTriggeredEvent 1.1.0 2.0.0: incompatible 2/2, incompatible 2/2',
  'eiffel/EiffelActivityTriggeredEvent 2.0.0 3.0.0: incompatible 1/1, incompatible 1/1',
  'eiffel/EiffelActivityTriggeredEvent 3.0.0 4.0.0: incompatible 3/3, incompatible 4/4',
  'eiffel/EiffelActivityTriggeredEvent 4.0.0 4.1.0: incompatible 1/1, incompatible 2/2',
  'eiffel/EiffelActivityTriggeredEvent 4.1.0 4.2.0: incompatible 1/1, incompatible 2/2',
  'eiffel/EiffelActivityTriggeredEvent 4.2.0 4.3.0: incompatible 1/1, incompatible 1/1',
  'eiffel/EiffelActivityTriggeredEvent 4.3.0 5.0.0: incompatible 1/1, incompatible 1/1',
  'eiffel/EiffelActivityTriggeredEvent 5.0.0 5.0.1: incompatible 3/3, incompatible 1/1',
  'eiffel/EiffelArtifactCreatedEvent 1.0.0 1.1.0: incompatible 1/1, incompatible 1/1',
  'eiffel/EiffelArtifactCreatedEvent 1.1.0 2.0.0: incompatible 9/9, incompatible 10/10',
  'eiffel/EiffelArtifactCreatedEvent 2.0.0 3.0.0: incompatible 3/3, incompatible 4/4',
  'eiffel/EiffelArtifactCreatedEvent 3.0.0 3.1.0: incompatible 1/1, incompatible 2/2',
  'eiffel/EiffelArtifactCreatedEvent 3.1.0 3.2.0: incompatible 1/1, incompatible 2/2',
  'eiffel/EiffelArtifactCreatedEvent 3.2.0 3.3.0: incompatible 1/1, incompatible 2/2',
  'eiffel/EiffelArtifactCreatedEvent 3.3.0 4.0.0: incompatible 1/1, incompatible 1/1',
  'eiffel/EiffelArtifactCreatedEvent 4.0.0 4.0.1: incompatible 1/1, incompatible 1/1',
  'eiffel/EiffelArtifactCreatedEvent 4.0.1 4.0.2: incompatible 3/3, incompatible 1/1',
  'eiffel/EiffelArtifactDeployedEvent 0.1.0 0.2.0: incompatible 2/2, incompatible 1/1',
  'eiffel/EiffelArtifactDeployedEvent 0.2.0 0.2.1: incompatible 3/3, incompatible 1/1',
  'eiffel/EiffelArtifactPublishedEvent 1.0.0 3.3.0: incompatible 4/4, incompatible 8/8',
  'eiffel/EiffelArtifactPublishedEvent 3.3.0 4.0.0: incompatible 2/2, incompatible 1/1',
  'eiffel/EiffelArtifactPublishedEvent 4.0.0 4.0.1: incompatible 3/3, incompatible 1/1',
  'eiffel/EiffelArtifactReusedEvent 1.0.0 3.2.0: incompatible 4/4, incompatible 7/7',
  'eiffel/EiffelArtifactReusedEvent 3.2.0 4.0.0: incompatible 2/2, incompatible 1/1',
  'eiffel/EiffelArtifactReusedEvent 4.0.0 4.0.1: incompatible 3/3, incompatible 1/1',
  'eiffel/EiffelConfidenceLevelModifiedEvent 1.0.0 3.4.0: incompatible 4/4, incompatible 7/7',
  'eiffel/EiffelConfidenceLevelModifiedEvent 3.4.0 4.0.0: incompatible 2/2, incompatible 1/1',
  'eiffel/EiffelConfidenceLevelModifiedEvent 4.0.0 4.0.1: incompatible 3/3, incompatible 1/1',
  'eiffel/EiffelFlowContextDefinedEvent 1.0.0 3.2.0: incompatible 4/4, incompatible 7/7',
  'eiffel/EiffelFlowContextDefinedEvent 3.2.0 4.0.0: incompatible 1/1, incompatible 1/1',
  'eiffel/EiffelFlowContextDefinedEvent 4.0.0 4.0.1: incompatible 3/3, incompatible 1/1',
  'eiffel/EiffelIssueVerifiedEvent 1.0.0 4.3.1: incompatible 5/5, incompatible 8/8',
  'eiffel/EiffelIssueVerifiedEvent 4.3.1 5.0.0: incompatible 2/2, incompatible 1/1',
  'eiffel/EiffelIssueVerifiedEvent 5.0.0 5.0.1: incompatible 3/3, incompatible 1/1',
  'eiffel/EiffelSourceChangeCreatedEvent 1.0.0 4.2.0: incompatible 5/5, incompatible 7/7',
  'eiffel/EiffelSourceChangeCreatedEvent 4.2.0 5.0.0: incompatible 1/1, incompatible 1/1',
  'eiffel/EiffelSourceChangeCreatedEvent 5.0.0 5.0.1: incompatible 3/3, incompatible 1/1',
  'eiffel/EiffelTestCaseFinishedEvent 1.0.0 1.0.1: incompatible 3/3, incompatible 1/1',
  'eiffel/EiffelTestCaseFinishedEvent 1.0.1 1.1.0: incompatible 1/1, incompatible 1/1',
  'eiffel/EiffelTestCaseFinishedEvent 1.1.0 2.0.0: incompatible 2/2, incompatible 2/2',
  'eiffel/EiffelTestCaseFinishedEvent 2.0.0 3.0.0: incompatible 3/3, incompatible 4/4',
  'eiffel/EiffelTestCaseFinishedEvent 3.0.0 3.1.0: incompatible 1/1, incompatible 3/3',
  'eiffel/EiffelTestCaseFinishedEvent 3.1.0 3.2.0: incompatible 1/1, incompatible 2/2',
  'eiffel/EiffelTestCaseFinishedEvent 3.2.0 3.3.0: incompatible 1/1, incompatible 2/2',
  'eiffel/EiffelTestCaseFinishedEvent 3.3.0 3.3.1: incompatible 1/1, incompatible 1/1',
  'eiffel/EiffelTestCaseFinishedEvent 3.3.1 4.0.0: incompatible 2/2, incompatible 1/1',
  'eiffel/EiffelTestCaseFinishedEvent 4.0.0 4.1.0: incompatible 1/1, incompatible 2/2',
  'eiffel/EiffelTestCaseFinishedEvent 4.1.0 4.1.1: incompatible 3/3, incompatible 1/1',
  'eiffel/EiffelTestSuiteStartedEvent 1.0.0 3.4.0: incompatible 4/4, incompatible 9/9',
  'eiffel/EiffelTestSuiteStartedEvent 3.4.0 4.0.0: incompatible 1/1, incompatible 1/1',
  'eiffel/EiffelTestSuiteStartedEvent 4.0.0 4.0.1: incompatible 3/3, incompatible 1/1',
];
