import { describe, expect, test } from 'vitest';
import { readBatchAnswer, type BatchAnswer } from '../../src/runtime/simulate/batch-answer.js';
import {
  MAPPING_DEFAULTS,
  next,
  nextBatch,
  startMapping,
  type MappingSettings,
  type MappingState,
} from '../../src/runtime/simulate/event-source-mapping.js';

interface Place {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

const at = (partition: number, ...offsets: readonly number[]): Place[] =>
  offsets.map((offset) => ({ topic: 't', partition, offset }));

const names = (places: readonly Place[]) => places.map(({ partition, offset }) => `${partition}/${offset}`).join(' ');

const failing = (...failures: readonly Place[]): BatchAnswer => ({ kind: 'partial', failures });
const SUCCESS: BatchAnswer = { kind: 'success' };
const FAILURE: BatchAnswer = { kind: 'failure', reason: 'it threw' };
const UNHEARD: BatchAnswer = { kind: 'unheard' };

const SIX = [...at(0, 0, 1, 2, 3), ...at(1, 7, 9)];

/** What a mapping delivers, commits and discards, answer by answer; then what it delivers next. */
function history(settings: Partial<MappingSettings>, answers: readonly BatchAnswer[], records = SIX): string[] {
  let state: MappingState<Place> = startMapping({ ...MAPPING_DEFAULTS, ...settings }, records);
  const lines = answers.map((answer) => {
    const batch = nextBatch(state);
    state = next(state, batch, answer);
    const discarded = state.discarded.length === 0 ? '' : `, discards ${names(state.discarded)}`;
    return `${names(batch)}: commits ${names(state.committed) || 'nothing'}${discarded}`;
  });
  return [...lines, `then ${names(nextBatch(state)) || 'nothing'}`];
}

describe('a batch', () => {
  test('takes its share of each partition, in order', () => {
    expect(history({ batchSize: 4 }, [SUCCESS, SUCCESS])).toEqual([
      '0/0 0/1 1/7 1/9: commits 0/0 0/1 1/7 1/9',
      '0/2 0/3: commits 0/2 0/3',
      'then nothing',
    ]);
  });

  test('is filled by the partitions that have records left', () => {
    expect(history({ batchSize: 5 }, [], [...at(0, 0), ...at(1, 0, 1, 2, 3, 4, 5)])).toEqual([
      'then 0/0 1/0 1/1 1/2 1/3',
    ]);
  });

  test('comes again as it was when it fails, and when its commit is lost', () => {
    expect(history({ batchSize: 3 }, [FAILURE, UNHEARD, SUCCESS])).toEqual([
      '0/0 0/1 1/7: commits nothing',
      '0/0 0/1 1/7: commits nothing',
      '0/0 0/1 1/7: commits 0/0 0/1 1/7',
      'then 0/2 0/3 1/9',
    ]);
  });
});

describe('a partial answer', () => {
  test('rewinds to the first failed record of each partition, where the next batch begins', () => {
    expect(history({ batchSize: 5 }, [failing(...at(0, 1))])).toEqual([
      '0/0 0/1 0/2 1/7 1/9: commits 0/0 1/7 1/9',
      'then 0/1 0/2 0/3',
    ]);
  });

  test('or only the named records come again, and those between are over', () => {
    expect(history({ replay: 'named' }, [failing(...at(0, 1, 3)), SUCCESS])).toEqual([
      '0/0 0/1 0/2 0/3 1/7 1/9: commits 0/0 0/2 1/7 1/9',
      '0/1 0/3: commits 0/1 0/3',
      'then nothing',
    ]);
  });

  test.each(['rewind', 'named'] as const)('loses nothing under %s if it names the tail', (replay) => {
    expect(history({ replay }, [failing(...at(0, 1, 2, 3))])).toEqual([
      '0/0 0/1 0/2 0/3 1/7 1/9: commits 0/0 1/7 1/9',
      'then 0/1 0/2 0/3',
    ]);
  });
});

describe('retries', () => {
  test('that are used up send the batch away', () => {
    expect(history({ maxRetries: 1, batchSize: 2 }, [FAILURE, FAILURE], at(0, 0, 1, 2))).toEqual([
      '0/0 0/1: commits nothing',
      '0/0 0/1: commits nothing, discards 0/0 0/1',
      'then 0/2',
    ]);
  });

  test('are not used up by a lost commit', () => {
    expect(history({ maxRetries: 0 }, [UNHEARD, UNHEARD, SUCCESS], at(0, 0)).at(-1)).toBe('then nothing');
  });

  test('take the tail along that a partial answer names', () => {
    expect(history({ maxRetries: 1 }, [failing(...at(0, 0)), failing(...at(0, 0))], at(0, 0, 1))).toEqual([
      '0/0 0/1: commits nothing',
      '0/0 0/1: commits nothing, discards 0/0 0/1',
      'then nothing',
    ]);
  });

  test('are unlimited after partial answers if those do not count', () => {
    const answers = Array<BatchAnswer>(5).fill(failing(...at(0, 0)));
    expect(history({ maxRetries: 1, partialCountsAsRetry: false }, answers, at(0, 0)).at(-1)).toBe('then 0/0');
  });

  test('end at ten with a destination and no limit', () => {
    const failures = (count: number) => Array<BatchAnswer>(count).fill(FAILURE);
    expect(history({ destination: true }, failures(10), at(0, 0)).at(-1)).toBe('then 0/0');
    expect(history({ destination: true }, failures(11), at(0, 0)).slice(-2)).toEqual([
      '0/0: commits nothing, discards 0/0',
      'then nothing',
    ]);
  });
});

describe('bisect', () => {
  test('halves a batch that failed, first half first', () => {
    expect(history({ bisect: true }, [FAILURE, FAILURE, SUCCESS, SUCCESS, SUCCESS], at(0, 0, 1, 2, 3, 4))).toEqual([
      '0/0 0/1 0/2 0/3 0/4: commits nothing',
      '0/0 0/1: commits nothing',
      '0/0: commits 0/0',
      '0/1: commits 0/1',
      '0/2 0/3 0/4: commits 0/2 0/3 0/4',
      'then nothing',
    ]);
  });

  test('does not use up retries: those are for the record that is left', () => {
    expect(history({ bisect: true, maxRetries: 1 }, [FAILURE, FAILURE, FAILURE, SUCCESS], at(0, 0, 1))).toEqual([
      '0/0 0/1: commits nothing',
      '0/0: commits nothing',
      '0/0: commits nothing, discards 0/0',
      '0/1: commits 0/1',
      'then nothing',
    ]);
  });

  test.each([
    [false, 'then 0/1 0/2 0/3'],
    [true, 'then 0/1'],
  ])('applies to the rest of a partial answer: %s', (bisectsPartial, then) => {
    const settings = { bisect: true, bisectsPartial, replay: 'named' } as const;
    expect(history(settings, [failing(...at(0, 1, 2, 3))]).at(-1)).toBe(then);
  });

  test('keeps the other half in place while the first rewinds', () => {
    expect(history({ bisect: true }, [FAILURE, failing(...at(0, 1)), SUCCESS], at(0, 0, 1, 2, 3))).toEqual([
      '0/0 0/1 0/2 0/3: commits nothing',
      '0/0 0/1: commits 0/0',
      '0/1: commits 0/1',
      'then 0/2 0/3',
    ]);
  });
});

const identifiers = (...items: readonly unknown[]) => ({
  batchItemFailures: items.map((itemIdentifier) => ({ itemIdentifier })),
});

describe('what a handler returns', () => {
  test.each([
    [undefined, 'success'],
    [null, 'success'],
    [{}, 'success'],
    [{ statusCode: 200 }, 'success'],
    [{ batchItemFailures: null }, 'success'],
    [{ batchItemFailures: [] }, 'success'],
    [identifiers({ partition: 't-0', offset: 1 }), 'partial'],
    [identifiers({ partition: 't-0', offset: 1 }, { partition: 't-1', offset: 7 }), 'partial'],
    ['done', 'failure'],
    [[], 'success'],
    [{ batchItemFailures: 't-0-1' }, 'failure'],
    [{ batchItemFailures: ['t-0-1'] }, 'failure'],
    [{ batchItemFailures: [undefined] }, 'failure'],
    [{ batchItemFailures: [{ itemIdentifier: null }] }, 'failure'],
    [{ batchItemFailures: [{ itemIdentifier: 't-0-1' }] }, 'failure'],
    [identifiers({ partition: 't-0', offset: '1' }), 'failure'],
    [identifiers({ partition: 't-0', offset: 4 }), 'failure'],
    [identifiers({ partition: 't-2', offset: 1 }), 'failure'],
    [identifiers({ partition: 0, offset: 1 }), 'failure'],
    [identifiers({ 'topic-partition': 't-0', offset: 1 }), 'failure'],
    [identifiers({ partition: 't-0', offset: 1 }, { partition: 't-0', offset: 99 }), 'failure'],
  ])('%j is a %s', (answer, kind) => {
    expect(readBatchAnswer(answer, SIX, { partialAnswers: true }).kind).toBe(kind);
    expect(readBatchAnswer(answer, SIX, { partialAnswers: false }).kind).toBe('success');
  });

  test('is quoted when a record of it is not in the batch', () => {
    const answer = identifiers({ partition: 't-0', offset: 4 });
    expect(readBatchAnswer(answer, SIX, { partialAnswers: true })).toEqual({
      kind: 'failure',
      reason: 'the answer is not valid: {"itemIdentifier":{"partition":"t-0","offset":4}} is not a record of the batch',
    });
  });
});
