import { dayShare, isFullRun } from './day-share.js';

/** Test files that take long, each of them a table or a random search of its own: a third of them each day. */
const slow: readonly string[] = [
  'arbitrary/avro-arbitraries',
  'avro/bounds',
  'avro/corpus-generates',
  'avro/corpus-values',
  'avro/fuzz',
  'avro/generated-random',
  'cli/watch-command',
  'diff/corpus',
  'diff/failures',
  'diff/formats',
  'diff/revisions',
  'emit/hostile-names',
  'emit/huge-schemas',
  'emit/json-hostile-names',
  'emit/wide-records',
  'impact/handler-project',
  'infra/cloudformation',
  'json-schema/call-depth',
  'json-schema/diamond',
  'json-schema/parser/corpus',
  'json-schema/prepared-types',
  'json-schema/sample-suite',
  'json-schema/suite',
  'json-schema/types-corpus',
  'json-schema/types-suite',
  'json-schema/validator-ajv',
  'merge/matrix',
  'pipeline/check-every-byte',
  'pipeline/compilers',
  'pipeline/disk-faults',
  'pipeline/formatters',
  'pipeline/framed-events',
  'pipeline/json-attacks',
  'pipeline/json-bounds',
  'pipeline/json-corpus',
  'pipeline/killed-generate',
  'pipeline/runs-at-once',
  'pipeline/slow-path',
  'registry/secrets',
  'registry/several-json-subjects',
  'seal/merged-branches',
  'seal/seals',
];

/** The patterns of those that another day tests. */
export function filesOfOtherDays(): readonly string[] {
  const today = new Set(dayShare(slow, 3));
  return isFullRun ? [] : slow.filter((name) => !today.has(name)).map((name) => `test/${name}.test.ts`);
}
