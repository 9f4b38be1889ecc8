import type { FileSystem } from './file-system.js';
import type { OutputFile, Owner } from './output-file.js';

/** A generated file that is there as it should be. Few ask for its text, so it is read for them and not kept. */
export class FoundFile implements OutputFile {
  readonly path: string;
  readonly owner: Owner;
  readonly found: NonNullable<OutputFile['found']>;
  private readonly disk: FileSystem;

  constructor(path: string, found: NonNullable<OutputFile['found']>, disk: FileSystem) {
    this.path = path;
    this.owner = path.endsWith('.json') ? 'tool-headerless' : 'tool';
    this.found = found;
    this.disk = disk;
  }

  get content(): string {
    return this.disk.read(this.path) ?? '';
  }
}
