import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One file of the corpus, as its manifest describes it (test/corpus/README.md). */
export interface CorpusFile {
  /** Relative to the corpus, with `/`. */
  readonly file: string;
  readonly kind:
    'avro' | 'avro-multifile' | 'avro-invalid' | 'avro-with-comments' | 'json-schema' | 'data' | 'topics' | 'licence';
  /** What a file is a version of; versions count from 1. */
  readonly subject?: string;
  readonly version?: number;
  /** Whether avsc resolves between the version before and this one. */
  readonly fromPrevious?: { readonly newReaderReadsOld: boolean; readonly oldReaderReadsNew: boolean };
}

/** The files of the corpus, of one kind or all. */
export function corpusFiles(kind?: CorpusFile['kind']): readonly CorpusFile[] {
  // The manifest is a file of this repository.
  const files = JSON.parse(readFileSync(corpusPath('manifest.json'), 'utf8')) as CorpusFile[];
  return kind === undefined ? files : files.filter((file) => file.kind === kind);
}

/** Where a file of the corpus is. */
export function corpusPath(file: string): string {
  return fileURLToPath(new URL(`../corpus/${file}`, import.meta.url));
}

/** The text of a file of the corpus. */
export function corpusText(file: string): string {
  return readFileSync(corpusPath(file), 'utf8');
}
