import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { reasonList } from '../diagnostics/reason-list.js';
import { unreadableParts } from '../runtime/resolution/unreadable.js';
import type { JsonSettings } from '../config/json-settings.js';
import type { AvroPart, JsonPart, JsonVersion, TopicModel } from '../model/topic-model.js';
import { locationOf } from '../paths/schema-path.js';
import { branchName, shortName } from '../runtime/resolution/schema.js';
import { compareJsonSchemas, type JsonDifference } from './json/json-compatibility.js';

/**
 * Says of each older version whether its records can be read with the newest one, with which all are read. An Avro
 * version of which no record can be read is an error already, found when the two are resolved.
 */
export function versionRemarks(topics: readonly TopicModel[]): readonly Diagnostic[] {
  return topics.flatMap(({ topic, key, value }) =>
    [
      { part: key, what: 'key' },
      { part: value, what: 'value' },
    ].flatMap(({ part, what }) => {
      switch (part.kind) {
        case 'avro':
          return avroRemarks(part, `the ${what} of "${topic}"`);
        case 'json':
          return jsonRemarks(part);
        case 'string':
        case 'bytes':
          return [];
      }
    }),
  );
}

function avroRemarks({ versions, reader }: AvroPart, part: string): readonly Diagnostic[] {
  return versions.flatMap((version): readonly Diagnostic[] => {
    const parts = unreadableParts({
      resolution: version.resolution,
      writer: version.type,
      at: shortName(branchName(version.type)),
    });
    if (parts.length === 0) return [];
    return [
      {
        code: 'version-partly-readable',
        severity: 'warning',
        message: `${part}: not every record of ${version.file} can be read with ${reader.file}: ${reasonList(parts.map(({ at, reason }) => `${at}: ${reason}`))}`,
        location: { file: version.file },
        help: 'Give the enum or the field a default in the reader schema, or drop the version from the config if no such record is left.',
      },
    ];
  });
}

function jsonRemarks(part: JsonPart): readonly Diagnostic[] {
  return (part.members ?? [part]).flatMap(({ versions, reader }) =>
    versions.slice(0, -1).map((version) => versionRemark(version, reader, part.settings)),
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
        message: `records of ${file} may be rejected by ${reader.file}: ${differenceList(found.differences)}`,
        location: locationOf(reader.file),
      };
    case 'undecided':
      return {
        code: 'version-undecided',
        severity: 'warning',
        message: `it is undecided whether every record of ${file} is valid against ${reader.file}: ${differenceList(found.differences)}`,
        location: locationOf(reader.file),
      };
  }
}

/** Those that a value shows come first. */
function differenceList(differences: readonly JsonDifference[]): string {
  const sorted = [...differences].sort((a, b) => Number(b.certain) - Number(a.certain));
  return reasonList(sorted.map(({ pointer, reason }) => `${pointer === '' ? 'the value' : pointer} ${reason}`));
}
