import { readFileSync } from 'node:fs';
import { parse } from 'jsonc-parser';

const CORPUS = new URL('../corpus/', import.meta.url);

interface ManifestEntry {
  readonly file: string;
  readonly kind: string;
  /** What the schema is a version of, and which: 1 is the oldest. */
  readonly subject?: string;
  readonly version?: number;
}

/** A schema of the corpus that stands alone. */
export interface CorpusSchema {
  readonly file: string;
  /** The schema as JSON, without the comments of the file. */
  readonly text: string;
  readonly json: unknown;
}

/** Every valid stand-alone Avro schema of the corpus. */
export function corpusSchemas(): CorpusSchema[] {
  return standAlone().map(schemaOf);
}

/** A step from a version of a schema to the next one, or back. */
export interface VersionStep {
  /** `subject 1 → 2`, the writer's version first. */
  readonly name: string;
  readonly writer: CorpusSchema;
  readonly reader: CorpusSchema;
}

/** Every step between two neighbouring versions in the corpus, both ways. */
export function corpusVersionSteps(): VersionStep[] {
  const versions = standAlone().flatMap(({ file, kind, subject, version }) =>
    subject === undefined || version === undefined ? [] : [{ file, kind, subject, version }],
  );
  return versions.flatMap((entry) => {
    const { subject, version } = entry;
    const next = versions.find((other) => other.subject === subject && other.version === version + 1);
    if (next === undefined) return [];
    const [older, newer] = [schemaOf(entry), schemaOf(next)];
    return [
      { name: `${subject} ${version} → ${next.version}`, writer: older, reader: newer },
      { name: `${subject} ${next.version} → ${version}`, writer: newer, reader: older },
    ];
  });
}

function standAlone(): ManifestEntry[] {
  // The manifest is a list of such entries, as the corpus's README.md says.
  const manifest = JSON.parse(readFileSync(new URL('manifest.json', CORPUS), 'utf8')) as readonly ManifestEntry[];
  return manifest.filter(({ kind }) => kind === 'avro' || kind === 'avro-with-comments');
}

function schemaOf({ file }: ManifestEntry): CorpusSchema {
  const json: unknown = parse(readFileSync(new URL(file, CORPUS), 'utf8'));
  return { file, text: JSON.stringify(json), json };
}
