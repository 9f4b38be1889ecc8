import { printSubject, sha256, subjectPath, versionPath } from '../../src/sources/snapshot-subject.js';

interface SubjectVersion {
  readonly version: number;
  readonly id: number;
  /** An Avro schema. */
  readonly text: string;
}

/** The files of a subject of Avro schemas in the snapshot, by their paths. */
export function snapshotOf(subject: string, versions: readonly SubjectVersion[]): Readonly<Record<string, string>> {
  const folder = 'schemas/registry';
  const described = versions.map(({ version, id, text }) => ({
    version,
    id,
    type: 'AVRO' as const,
    sha256: sha256(text),
    references: [],
  }));
  return {
    [subjectPath(folder, subject)]: printSubject({ subject, versions: described }),
    ...Object.fromEntries(
      versions.map(({ version, text }) => [versionPath(folder, subject, { version, type: 'AVRO' }), text]),
    ),
  };
}
