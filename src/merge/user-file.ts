/** One of the team's files, and the generated code that it has to match. */
export interface UserFile {
  /** Where it belongs, relative to the project's root, with `/`. */
  readonly path: string;
  /** Where its text was so far: the same as `path`, unless the topic's folder has moved. */
  readonly from: string;
  /** What its relative imports end with. */
  readonly importExtension: '.js' | '.ts' | '';
  /** The generated modules that it may import. */
  readonly modules: GeneratedModules;
  /** The types of record that a handler switches over; undefined for a test, and where the value is of one type. */
  readonly branches: HandlerBranches | undefined;
}

/** Modules by their path without an extension, relative to the root. */
export interface GeneratedModules {
  readonly get: (path: string) => GeneratedModule | undefined;
  /** Where those are now that were elsewhere. */
  readonly moved: ReadonlyMap<string, string>;
}

export interface GeneratedModule {
  /** Where it was so far, without an extension: differs from its path where the topic's folder has moved. */
  readonly from: string;
  /** The names that it exports now. */
  readonly exports: ReadonlySet<string>;
  /** What names that it exported before are called now. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** The alternatives of a value, with one discriminator. */
export interface HandlerBranches {
  /** `$type`, for records of Avro. */
  readonly property: string;
  readonly branches: readonly HandlerBranch[];
  /** The module that exports `NotHandledError`: its path without an extension, relative to the root. */
  readonly errors: string;
}

export interface HandlerBranch {
  /** What the property holds. */
  readonly value: string | number | boolean | null;
  /** The same as code, as generated files spell it. */
  readonly literal: string;
  /** Whether it is new since the file was last generated against; undefined if that is unknown. */
  readonly isNew: boolean | undefined;
  /** What the property held for this type before it was renamed; absent for one that was not. */
  readonly formerly?: string | number | boolean | null;
}

/** What came of bringing a user-owned file into agreement. */
export interface MergeResult {
  /** The whole new text; the same as before where no edit was needed or none was safe. */
  readonly text: string;
  /** What was edited, as a sentence each: "renamed Order to PurchaseOrder (4 places)", in the order of the file. */
  readonly edits: readonly string[];
  /** What the team has to do by hand. */
  readonly remarks: readonly MergeRemark[];
}

export interface MergeRemark {
  readonly kind:
    /** An edit could not be made safely: `paste` holds the lines for the team to put in. */
    | 'manual-edit-needed'
    /** A `case` for a record type that the schema has no more: left as it is. */
    | 'case-unreachable'
    /** Something is imported or used that generated modules export no more. */
    | 'import-missing'
    /** Nothing in it uses the topic's consumer any more. */
    | 'consumer-unused';
  readonly message: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /**
   * Whether edits were refused that only this run knows of, since it still sees what the generated files were: then
   * nothing is written, and the next run refuses the same.
   */
  readonly isBlocking?: true;
  readonly paste?: string;
}
