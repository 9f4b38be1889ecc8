import { parseAvroSchema } from '../resolution/parse-schema.js';
import type { AvroType } from '../resolution/schema.js';
import type { RuntimeSchemaCache } from './runtime-schema-cache.js';
import { readFetched } from './read-fetched.js';
import { SchemaFetchError, unavailable, type SchemaSource } from './schema-source.js';
import { shapeOf, type Shape, type ShapeSettings } from '../resolution/value-shape.js';

/** A key or value whose writers' schemas can be fetched. */
export interface LoadedPart {
  /** What a whole value is called in errors. */
  readonly at: string;
  /** The reader's schema, as its JSON; where records of several subjects share the topic, that of each. */
  readonly schemas: readonly unknown[];
  readonly settings: ShapeSettings;
  readonly source: SchemaSource;
  /** Where the decoder looks for what has been fetched. */
  readonly later: Pick<RuntimeSchemaCache<unknown>, 'knownSchemaIds' | 'knows' | 'add'>;
}

/** What a fetch is bounded by. */
export interface FetchBudget {
  /** How much time the invocation has left, in milliseconds; undefined outside of one. */
  readonly remaining?: number | undefined;
}

/** The longest that a record waits for its schema, and what is left to the invocation to answer, in milliseconds. */
const MAX_WAIT = 10_000;
const RESERVE = 500;

/** Maximum number of failed ids in the cache: hostile records can contain any id. */
const MAX_FAILURES = 1_000;

/**
 * Fetches the schemas of one key or value, each once in the life of the container: a schema never changes under its id.
 * What could not be had is not asked for again before some time has passed.
 */
export class SchemaLoader {
  private readonly part: LoadedPart;
  private readonly now: () => number;
  private readonly underWay = new Map<string, Promise<void>>();
  private readonly failures = new Map<
    string,
    { readonly error: unknown; readonly until: number }
  >();
  private shape: Shape | undefined;

  constructor(part: LoadedPart, now: () => number = Date.now) {
    this.part = part;
    this.now = now;
  }

  get knownSchemaIds(): readonly string[] {
    return this.part.later.knownSchemaIds;
  }

  /** Makes a schema known to the decoder. Rejects with a SchemaFetchError. */
  async load(schemaId: string, { remaining = Infinity }: FetchBudget): Promise<void> {
    if (this.part.later.knows(schemaId)) return;
    const failure = this.failures.get(schemaId);
    if (failure !== undefined && this.now() < failure.until) throw failure.error;
    const limit = Math.min(MAX_WAIT, remaining - RESERVE);
    if (limit <= 0) throw tooLate('this invocation has no time left');
    // Whoever asks meanwhile waits for the one answer, each as long as it can.
    const fetching = this.underWay.get(schemaId) ?? this.start(schemaId, limit);
    await inTime(fetching, limit);
  }

  private start(schemaId: string, limit: number): Promise<void> {
    const control = new AbortController();
    const { at, source, later } = this.part;
    const fetching = inTime(source(schemaId, control.signal), limit)
      .then((fetched) => {
        later.add(schemaId, readFetched(fetched, this.readerShape(), at));
      })
      .catch((error: unknown) => {
        this.remember(schemaId, error);
        throw error;
      })
      .finally(() => {
        control.abort();
        this.underWay.delete(schemaId);
      });
    this.underWay.set(schemaId, fetching);
    return fetching;
  }

  private readerShape(): Shape {
    if (this.shape === undefined) {
      const branches = this.part.schemas.map(readerType);
      const [only] = branches;
      const type: AvroType = only && branches.length === 1 ? only : { kind: 'union', branches };
      this.shape = shapeOf(type, this.part.settings);
    }
    return this.shape;
  }

  private remember(schemaId: string, error: unknown): void {
    const holdsFor = error instanceof SchemaFetchError ? error.holdsFor : 0;
    const [oldest] = this.failures.keys();
    if (this.failures.size >= MAX_FAILURES && oldest !== undefined) this.failures.delete(oldest);
    this.failures.delete(schemaId);
    this.failures.set(schemaId, { error, until: this.now() + holdsFor });
  }
}

function readerType(schema: unknown): AvroType {
  const { type, faults, readerFaults } = parseAvroSchema(schema);
  const [fault] = [...faults, ...readerFaults];
  if (type === undefined || fault !== undefined)
    throw new Error(`the reader schema: ${fault?.message ?? ''}`);
  return type;
}

/** What an invocation had no time for says nothing of the registry: the next one asks again at once. */
function tooLate(message: string): SchemaFetchError {
  return new SchemaFetchError(message, { holdsFor: 0 });
}

/** Waits for a promise, up to a timeout in milliseconds. */
async function inTime<T>(promise: Promise<T>, limit: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `no response within ${String(limit)} ms`;
    timer = setTimeout(() => {
      reject(limit < MAX_WAIT ? tooLate(message) : unavailable(message));
    }, limit);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
