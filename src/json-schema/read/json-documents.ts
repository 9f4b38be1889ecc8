/** A schema file, read. */
export interface JsonDocument {
  /** Relative to the project's root, with `/`. */
  readonly file: string;
  /** Whole numbers past 2^53 as bigint. */
  readonly json: unknown;
}

/** The files that the references of a schema may lead to. What it answers must not change. */
export interface JsonDocuments {
  get(file: string): JsonDocument | undefined;
  /** Those among which an absolute `$id` is looked for, in the order in which they count. */
  all(): Iterable<JsonDocument>;
  /** The document that a registry lists for `file` under a name: a reference's text without its fragment, or the URI it makes. */
  named?(name: string, file: string): JsonDocument | undefined;
  /** Why there is no such file, where more is to be said than that it does not exist: "is a symbolic link out of …". */
  absent?(file: string): string | undefined;
}
