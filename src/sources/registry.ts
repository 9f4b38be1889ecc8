import type { ReadRule } from './schema-rules.js';

/** A schema that another one refers to, as a registry names it. */
export interface SchemaReference {
  /** What the referring schema calls it: a full name in Avro, what stands in `$ref` in JSON Schema. */
  readonly name: string;
  readonly subject: string;
  readonly version: number;
}

/** A version of a subject, without its text. */
export interface ListedVersion {
  readonly version: number;
  /** The UUID of the version, where the registry lists it (Glue). */
  readonly guid?: string;
}

/** What identifies a version of a subject in records. */
export interface VersionIds {
  readonly version: number;
  /** The id in Confluent's frame; Glue has none. */
  readonly id?: number;
  /** The GUID that the registry gave (Confluent, since version 8), or the UUID of the version (Glue); in lower case. */
  readonly guid?: string;
}

/** A version of a subject as the registry holds it. */
export interface FetchedVersion extends VersionIds {
  /** As the registry says: `AVRO`, `JSON`, `PROTOBUF`, or a type of its own. */
  readonly type: string;
  /** The schema, as it was registered. */
  readonly text: string;
  readonly references: readonly SchemaReference[];
  /** The rules of its data contract that change values when records are read; absent where it has none. */
  readonly rules?: readonly ReadRule[];
}

/** A schema registry, as far as `pull` and `check --registry` need one. Each call throws a RegistryError when it fails. */
export interface Registry {
  /** The names of all subjects, in code-point order. */
  readonly subjects: () => Promise<readonly string[]>;
  /** The versions of a subject, oldest first; null when there is no such subject. */
  readonly versions: (subject: string) => Promise<readonly ListedVersion[] | null>;
  /** Whether a version has the ids that are known of it. Asks for no schema text. */
  readonly hasIds: (subject: string, listed: ListedVersion, known: VersionIds) => Promise<boolean>;
  /** A version with its text; null when there is no such version. */
  readonly fetch: (subject: string, listed: ListedVersion) => Promise<FetchedVersion | null>;
  /** Ends all connections, and whatever is still under way on them. */
  readonly close: () => void;
}
