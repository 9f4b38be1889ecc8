import * as simple from '../../runtime/json/formats.js';
import * as idn from '../../runtime/json/idn-formats.js';
import * as network from '../../runtime/json/network-formats.js';
import * as time from '../../runtime/json/time-formats.js';
import * as uri from '../../runtime/json/uri-formats.js';

/** The runtime's checks of formats for texts, by the formats' names. */
export const TEXT_PREDICATES: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ['date-time', time.isDateTime],
  ['date', time.isDate],
  ['time', time.isTime],
  ['duration', time.isDuration],
  ['email', network.isEmail],
  ['idn-email', idn.isIdnEmail],
  ['hostname', network.isHostname],
  ['idn-hostname', idn.isIdnHostname],
  ['ipv4', network.isIpv4],
  ['ipv6', network.isIpv6],
  ['uri', uri.isUri],
  ['uri-reference', uri.isUriReference],
  ['iri', uri.isIri],
  ['iri-reference', uri.isIriReference],
  ['uri-template', uri.isUriTemplate],
  ['json-pointer', simple.isJsonPointer],
  ['relative-json-pointer', simple.isRelativeJsonPointer],
  ['regex', simple.isRegex],
  ['uuid', simple.isUuid],
  ['byte', simple.isBase64],
]);

/** Those for numbers. */
export const NUMBER_PREDICATES: ReadonlyMap<string, (value: number | bigint) => boolean> = new Map([
  ['int32', simple.isInt32],
  ['uint32', simple.isUint32],
  ['int64', simple.isInt64],
  ['uint64', simple.isUint64],
  ['float', simple.isFloat],
]);
