import { parse } from 'jsonc-parser';

import { corpusFiles, corpusText, type CorpusFile } from '../oracle/corpus.js';

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
  const versions = standAlone().flatMap((entry) =>
    entry.subject === undefined || entry.version === undefined ? [] : [{ ...entry, version: entry.version }],
  );
  return versions.flatMap((entry) => {
    const { subject, version } = entry;
    const next = versions.find((other) => other.subject === subject && other.version === version + 1);
    if (next === undefined) return [];
    const [older, newer] = [schemaOf(entry), schemaOf(next)];
    return [
      { name: `${subject ?? ''} ${version} → ${next.version}`, writer: older, reader: newer },
      { name: `${subject ?? ''} ${next.version} → ${version}`, writer: newer, reader: older },
    ];
  });
}

function standAlone(): readonly CorpusFile[] {
  return corpusFiles().filter(({ kind }) => kind === 'avro' || kind === 'avro-with-comments');
}

function schemaOf({ file }: CorpusFile): CorpusSchema {
  const json: unknown = parse(corpusText(file));
  return { file, text: JSON.stringify(json), json };
}
