/** A generated file as it is, or was, and as it will be. */
export interface FileChange {
  /** Relative to the project's root, with `/`. */
  readonly path: string;
  readonly before: string;
  /** Null for one that goes. */
  readonly after: string | null;
}

/** What became of a field that the team's code uses. */
export interface FieldImpact {
  /** The declared type that holds the field, as it was named: "Order". */
  readonly type: string;
  /** The field; undefined where the type as a whole is meant. */
  readonly field: string | undefined;
  readonly kind: 'vanished' | 'type' | 'nullable' | 'optional' | 'renamed';
  /** Its type as TypeScript, before and after; undefined after where it vanished. */
  readonly before: string;
  readonly after: string | undefined;
}

/** A place in the team's own code that a schema change touches. */
export interface Impact {
  /** Relative to the project's root, with `/`. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** The code that uses the field, in one line, at most 80 characters: "record.value.customer.name". */
  readonly expression: string;
  /** What changed; undefined if only the compiler's error is known. */
  readonly change: FieldImpact | undefined;
  /** What the compiler will say of the place, if it will not compile any more; undefined where it goes on compiling. */
  readonly error: string | undefined;
}

export interface ImpactInput {
  /** The project's folder, absolute. */
  readonly root: string;
  /** Generated files. */
  readonly changes: readonly FileChange[];
  /** Files of the team's that the tool edits along with them. */
  readonly edits: readonly FileChange[];
  /** What schemas say types were called before: by the path of a `types.ts` and the name now. */
  readonly formerNames?: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  /** The tsconfig.json to go by, absolute; without it those of the generated files' folders and of the ones above. */
  readonly tsconfig?: string;
}

export interface ImpactResult {
  /** In the order of files, lines and columns. */
  readonly impacts: readonly Impact[];
  /** Why it may not be all: a sentence each. */
  readonly remarks: readonly string[];
}
