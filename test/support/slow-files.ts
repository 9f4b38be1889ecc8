import { daySeed, isFullRun } from './day-share.js';

/** Test files that take long, each of them a table or a random search of its own: a quarter of them each day. */
const slow: readonly string[] = [
  'arbitrary/avro-arbitraries',
  'avro/bounds',
  'avro/corpus-generates',
  'avro/corpus-values',
  'avro/fuzz',
  'avro/fuzz-attacks',
  'avro/generated-random',
  'avro/json-mode-random',
  'cli/watch-command',
  'compat/compare-json-property',
  'compat/compare-json-series',
  'compat/json-compatibility-property',
  'diff/corpus',
  'diff/failures',
  'diff/formats',
  'diff/revisions',
  'emit/hostile-names',
  'emit/huge-schemas',
  'emit/json-hostile-names',
  'emit/json-hostile-texts',
  'emit/many-alternatives',
  'emit/prettier-layout',
  'emit/settings',
  'emit/wide-records',
  'impact/field-usage',
  'impact/handler-project',
  'infra/cloudformation',
  'json-schema/build-faults',
  'json-schema/call-depth',
  'json-schema/diamond',
  'json-schema/parser/corpus',
  'json-schema/parser/mutated-documents',
  'json-schema/pattern/linear-pattern',
  'json-schema/prepared-types',
  'json-schema/sample-corpus',
  'json-schema/sample-property',
  'json-schema/sample-suite',
  'json-schema/suite',
  'json-schema/types-corpus',
  'json-schema/types-random',
  'json-schema/types-suite',
  'json-schema/validator-ajv',
  'lint/lint',
  'merge/matrix',
  'merge/second-run',
  'oracle/agreement',
  'pipeline/check-every-byte',
  'pipeline/compilers',
  'pipeline/disk-faults',
  'pipeline/formatters',
  'pipeline/framed-events',
  'pipeline/json-attacks',
  'pipeline/json-bounds',
  'pipeline/json-corpus',
  'pipeline/killed-generate',
  'pipeline/runners',
  'pipeline/runs-at-once',
  'pipeline/slow-path',
  'registry/faults',
  'registry/glue',
  'registry/secrets',
  'registry/several-json-subjects',
  'registry/several-subjects',
  'seal/merged-branches',
  'seal/seals',
];

const GROUPS = 4;

/** Steps of the golden ratio: in step with none of the shares that the files themselves take of their cases. */
const turn = Math.floor(daySeed * 1.618_034);

/** The patterns of those that another day tests. */
export function filesOfOtherDays(): readonly string[] {
  const others = isFullRun ? [] : slow.filter((_, index) => index % GROUPS !== turn % GROUPS);
  return others.map((name) => `test/${name}.test.ts`);
}
