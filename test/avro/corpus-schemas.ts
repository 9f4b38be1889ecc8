import { readFileSync } from 'node:fs';
import { parse } from 'jsonc-parser';

const CORPUS = new URL('../corpus/', import.meta.url);

interface ManifestEntry {
  readonly file: string;
  readonly kind: string;
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
  // The manifest is a list of such entries, as the corpus's README.md says.
  const manifest = JSON.parse(readFileSync(new URL('manifest.json', CORPUS), 'utf8')) as readonly ManifestEntry[];
  return manifest
    .filter(({ kind }) => kind === 'avro' || kind === 'avro-with-comments')
    .map(({ file }) => {
      const json: unknown = parse(readFileSync(new URL(file, CORPUS), 'utf8'));
      return { file, text: JSON.stringify(json), json };
    });
}
