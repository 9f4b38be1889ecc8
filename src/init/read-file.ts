/** What of a schema's values can be a topic's: `records` when they may be records, `types` for what others refer to, `plain` for primitives. */
export type Holds = 'records' | 'types' | 'plain';

/** A file as a schema, or why it is not one. */
export type ReadFile<File> =
  | { readonly ok: true; readonly file: File }
  /** `reason` is undefined where nothing suggests that the file was meant as a schema. */
  | { readonly ok: false; readonly reason: string | undefined };
