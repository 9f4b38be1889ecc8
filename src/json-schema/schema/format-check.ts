import type { JsonSchema } from './json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';

/** The function of the runtime that checks a format. */
export interface FormatCheck {
  readonly module: string;
  readonly name: string;
  /** What a value of the format is, after "must be". */
  readonly words: string;
}

const TEXT_FORMATS: ReadonlyMap<string, FormatCheck> = new Map([
  ['date-time', { module: 'json/time-formats', name: 'isDateTime', words: 'a date and time (RFC 3339)' }],
  ['date', { module: 'json/time-formats', name: 'isDate', words: 'a date (RFC 3339)' }],
  ['time', { module: 'json/time-formats', name: 'isTime', words: 'a time with an offset (RFC 3339)' }],
  ['duration', { module: 'json/time-formats', name: 'isDuration', words: 'a duration (ISO 8601)' }],
  ['email', { module: 'json/network-formats', name: 'isEmail', words: 'an email address' }],
  ['idn-email', { module: 'json/idn-formats', name: 'isIdnEmail', words: 'an email address' }],
  ['hostname', { module: 'json/network-formats', name: 'isHostname', words: 'a host name' }],
  ['idn-hostname', { module: 'json/idn-formats', name: 'isIdnHostname', words: 'a host name' }],
  ['ipv4', { module: 'json/network-formats', name: 'isIpv4', words: 'an IPv4 address' }],
  ['ipv6', { module: 'json/network-formats', name: 'isIpv6', words: 'an IPv6 address' }],
  ['uri', { module: 'json/uri-formats', name: 'isUri', words: 'a URI' }],
  ['uri-reference', { module: 'json/uri-formats', name: 'isUriReference', words: 'a URI reference' }],
  ['iri', { module: 'json/uri-formats', name: 'isIri', words: 'an IRI' }],
  ['iri-reference', { module: 'json/uri-formats', name: 'isIriReference', words: 'an IRI reference' }],
  ['uri-template', { module: 'json/uri-formats', name: 'isUriTemplate', words: 'a URI template' }],
  ['json-pointer', { module: 'json/formats', name: 'isJsonPointer', words: 'a JSON pointer' }],
  [
    'relative-json-pointer',
    { module: 'json/formats', name: 'isRelativeJsonPointer', words: 'a relative JSON pointer' },
  ],
  ['regex', { module: 'json/formats', name: 'isRegex', words: 'a regular expression' }],
  ['uuid', { module: 'json/formats', name: 'isUuid', words: 'a UUID' }],
  ['byte', { module: 'json/formats', name: 'isBase64', words: 'base64 text' }],
]);

const NUMBER_FORMATS: ReadonlyMap<string, FormatCheck> = new Map([
  ['int32', { module: 'json/formats', name: 'isInt32', words: 'a whole number of 32 bits' }],
  ['uint32', { module: 'json/formats', name: 'isUint32', words: 'a whole number of 32 bits, not negative' }],
  ['int64', { module: 'json/formats', name: 'isInt64', words: 'a whole number of 64 bits' }],
  ['uint64', { module: 'json/formats', name: 'isUint64', words: 'a whole number of 64 bits, not negative' }],
  ['float', { module: 'json/formats', name: 'isFloat', words: 'a number of 32 bits' }],
]);

/** The check of a schema's format for values of one type; undefined where there is none or the settings ask for none. */
export function formatCheck(
  schema: JsonSchema,
  type: 'string' | 'number',
  settings: Pick<JsonSettings, 'formats'>,
): FormatCheck | undefined {
  if (schema.format === undefined || !assertsFormats(schema, settings)) return undefined;
  return (type === 'string' ? TEXT_FORMATS : NUMBER_FORMATS).get(schema.format);
}

function assertsFormats({ draft }: JsonSchema, { formats }: Pick<JsonSettings, 'formats'>): boolean {
  switch (formats) {
    case 'assert':
      return true;
    case 'annotate':
      return false;
    case 'auto':
      return draft === '4' || draft === '6' || draft === '7';
  }
}
