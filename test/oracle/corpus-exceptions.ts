/** The only schema of the corpus that stands alone and is not accepted: an enum's default is not one of its symbols. */
export const REFUSED = 'linkedin-avro-util/schemas/TestRecordWithHorribleDefaultValues.avsc';

/** Records that hold themselves, with no way to end: they get no fixture. */
export const WITHOUT_VALUES = [
  'hortonworks-registry/schemas/complex.avsc',
  'hortonworks-registry/schemas/unions.avsc',
] as const;

/** Topics with such a namespace are real, and Java's implementation reads them up to 1.11; avsc and Python's do not. */
export const HYPHENATED = [
  'navikt-brukernotifikasjon/versions/informasjon/v2.avsc',
  'navikt-brukernotifikasjon/versions/oppgave/v2.avsc',
] as const;

/** Makes a namespace one that avsc and Python's implementation take. No datum bears it. */
export function withoutHyphens(text: string): string {
  return text.replaceAll('dittnav-event-schemas', 'dittnav_event_schemas');
}
