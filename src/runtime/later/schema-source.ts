/** A schema as its registry gives it. */
export interface FetchedSchema {
  readonly text: string;
  /** The texts of the schemas that it refers to, and those that they do. */
  readonly references: readonly string[];
}

/** Fetches a schema by its id. Rejects with a SchemaFetchError. */
export type SchemaSource = (schemaId: string, signal: AbortSignal) => Promise<FetchedSchema>;

interface FetchFault {
  readonly holdsFor: number;
  readonly isOutage?: boolean;
}

/** Why the schema of a record could not be had or used. Never holds a secret; of what the
 * registry sent, names of a schema alone. */
export class SchemaFetchError extends Error {
  override readonly name = 'SchemaFetchError';
  /** How long, in milliseconds, asking again is useless. */
  readonly holdsFor: number;
  /** Whether another node of the registry may answer. */
  readonly isOutage: boolean;

  constructor(message: string, { holdsFor, isOutage = false }: FetchFault) {
    super(message);
    this.holdsFor = holdsFor;
    this.isOutage = isOutage;
  }
}

/** The registry did not answer, or not as it should: it may any moment. */
export function unavailable(message: string): SchemaFetchError {
  return new SchemaFetchError(message, { holdsFor: 5_000, isOutage: true });
}

/** The registry has no such schema, or does not show it: someone has to change that. */
export function refused(message: string): SchemaFetchError {
  return new SchemaFetchError(message, { holdsFor: 30_000 });
}

/** The schema is there and no use: a schema never changes. */
export function unusable(message: string): SchemaFetchError {
  return new SchemaFetchError(message, { holdsFor: Infinity });
}
