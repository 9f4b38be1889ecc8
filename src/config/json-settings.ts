/** What a team chooses for its JSON Schema topics. */
export interface JsonSettings {
  /** What a string of the format `date-time` becomes. */
  readonly dateTime: 'string' | 'Date';
  /** What a number or a string of digits of the format `int64` or `uint64` becomes; `json` leaves it as it is in the JSON. */
  readonly int64: 'json' | 'bigint';
  /** Whether `format` is checked: `auto` does what the draft says, that is up to draft 7 and not since. */
  readonly formats: 'auto' | 'assert' | 'annotate';
  /** Whether an invalid record's error reports its first fault or all of them. */
  readonly errors: 'first' | 'all';
  /** Whether the type of an object that may have further properties has an index signature. */
  readonly indexSignatures: boolean;
  /** Whether a schema with keywords of one type alone, and no `type`, means that type: `properties` an object, `items` an array. */
  readonly impliedTypes: boolean;
  /** What parses records: `JSON.parse`, or code generated from the schema once a container has seen enough of them. */
  readonly jsonParser: 'native' | 'generated';
}

export const DEFAULT_JSON_SETTINGS: JsonSettings = {
  dateTime: 'string',
  int64: 'json',
  formats: 'auto',
  errors: 'first',
  indexSignatures: true,
  impliedTypes: false,
  jsonParser: 'native',
};
