import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { JsonSettings } from '../config/json-settings.js';
import type { JsonVersion, TopicModel } from '../model/topic-model.js';
import { compareJsonSchemas, type JsonDifference } from './json/json-compatibility.js';

/** Maximum number of differences reported between two versions. */
const MAX_TOLD = 5;

/**
 * Says of each older version of a JSON Schema whether its records are valid by the newest one, with which all are
 * validated. Avro's versions need no such remark: each is resolved to the newest, or refused.
 */
export function versionRemarks(topics: readonly TopicModel[]): readonly Diagnostic[] {
  const parts = topics.flatMap(({ key, value }) => [key, value]).filter((part) => part.kind === 'json');
  return parts.flatMap((part) =>
    (part.members ?? [part]).flatMap(({ versions, reader }) =>
      versions.slice(0, -1).map((version) => versionRemark(version, reader, part.settings)),
    ),
  );
}

function versionRemark({ file, schema }: JsonVersion, reader: JsonVersion, settings: JsonSettings): Diagnostic {
  const found = compareJsonSchemas(schema, reader.schema, settings);
  switch (found.verdict) {
    case 'compatible':
      return {
        code: 'version-readable',
        severity: 'note',
        message: `every record of ${file} is valid against ${reader.file}`,
      };
    case 'incompatible':
      return {
        code: 'version-incompatible',
        severity: 'warning',
        message: `records of ${file} may be rejected by ${reader.file}: ${told(found.differences)}`,
        location: { file: reader.file },
      };
    case 'undecided':
      return {
        code: 'version-undecided',
        severity: 'warning',
        message: `it is undecided whether every record of ${file} is valid against ${reader.file}: ${told(found.differences)}`,
        location: { file: reader.file },
      };
  }
}

/** Those that a value shows come first. */
function told(differences: readonly JsonDifference[]): string {
  const sorted = [...differences].sort((a, b) => Number(b.certain) - Number(a.certain));
  const texts = sorted
    .slice(0, MAX_TOLD)
    .map(({ pointer, reason }) => `${pointer === '' ? 'the value' : pointer} ${reason}`);
  const more = differences.length - texts.length;
  return [...texts, ...(more > 0 ? [`${more} more`] : [])].join('; ');
}
