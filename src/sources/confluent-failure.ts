import { describeFault, isPassing, type HttpFault } from '../http/http-fault.js';
import { LONGEST_PAUSE, retryAfter } from '../http/clock.js';
import type { HttpAnswer } from '../http/send-request.js';
import { CHECK_URL } from './confluent-answer.js';
import { RegistryError } from './registry-error.js';

/** A try that came to nothing, and whether another one may do better. */
export interface Failure {
  readonly error: RegistryError;
  /** Whether the same may go well a little later. */
  readonly passing: boolean;
  /** Whether another node of the registry may do better. */
  readonly elsewhere: boolean;
  /** How long the registry asks to be let alone, in milliseconds. */
  readonly pause?: number;
}

const LATER = 'Run the command again later; nothing was changed.';

const faultHelp: Readonly<Partial<Record<HttpFault['kind'], string>>> = {
  certificate: 'Set "registry.tls.ca" to the certificate authority to trust.',
  handshake:
    'If the registry requires a client certificate, set "registry.tls.cert" and "key"; if it does not use TLS, its URL begins with "http:".',
  identity: 'Check the files in "registry.tls": PEM format, matching certificate and key, correct passphrase.',
  name: 'Check the host name in "registry.url"; behind a proxy, set HTTPS_PROXY.',
  proxy: 'Check the environment variables HTTPS_PROXY, HTTP_PROXY and NO_PROXY.',
};

/** The failure of a request that had no whole answer. `who` is "the registry at …". */
export function failureOfFault(who: string, fault: HttpFault): Failure {
  const isAnswer = fault.kind === 'tooLarge' || fault.kind === 'garbled' || fault.kind === 'cutOff';
  const code = isAnswer ? 'registry-response-invalid' : 'registry-unreachable';
  const help = faultHelp[fault.kind];
  const message = `${who} ${describeFault(fault)}`;
  const error = new RegistryError({ code, message, ...(help === undefined ? {} : { help }) });
  return { error, passing: isPassing(fault), elsewhere: !isAnswer };
}

interface Refused {
  /** "the registry at …" */
  readonly who: string;
  /** Method and path. */
  readonly what: string;
  readonly answer: HttpAnswer;
  /** What the registry says itself, without secrets. */
  readonly message: string | undefined;
  /** Whether credentials were sent. */
  readonly isSignedIn: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The failure that an answer with another status than 2xx stands for. */
export function failureOfStatus({
  who,
  what,
  answer: { status, headers },
  message,
  isSignedIn,
  now,
}: Refused): Failure {
  const said = message === undefined ? '' : `: ${message}`;
  const final = { passing: false, elsewhere: false };
  switch (status) {
    case 401:
      return isSignedIn
        ? { error: refused(`${who} rejected the credentials (401)${said}`, SIGN_IN), ...final }
        : { error: refused(`${who} requires credentials, but none are set (401)${said}`, SET_AUTH), ...final };
    case 403:
      return { error: refused(`${who} denied ${what} (403)${said}`, PERMIT), ...final };
    case 429: {
      const pause = retryAfter(headers['retry-after'], now);
      const text = `${who} is rate limiting requests (429)`;
      if (pause === undefined) return { error: refused(text, LATER), passing: true, elsewhere: false };
      const error = refused(`${text}: retry after ${Math.ceil(pause / 1000)} s`, LATER);
      return { error, passing: pause <= LONGEST_PAUSE, elsewhere: false, pause };
    }
    default: {
      const isServers = status >= 500;
      // A registry names the subject or version that it does not have: this is another server.
      const help = isServers ? LATER : status === 404 ? CHECK_URL : undefined;
      const error = refused(`${who} responded to ${what} with ${status}${said}`, help);
      const pause = isServers ? retryAfter(headers['retry-after'], now) : undefined;
      const passing = (isServers || status === 408) && (pause ?? 0) <= LONGEST_PAUSE;
      return { error, passing, elsewhere: isServers, ...(pause === undefined ? {} : { pause }) };
    }
  }
}

const SIGN_IN = 'Check the credentials in "registry.auth": they may be wrong or expired.';
const SET_AUTH =
  'Set "registry.auth" in the config; for `init --registry`, set SCHEMA_REGISTRY_USERNAME and SCHEMA_REGISTRY_PASSWORD, or SCHEMA_REGISTRY_TOKEN.';
const PERMIT = 'Ask for permission to read these subjects (Confluent: the role DeveloperRead).';

function refused(message: string, help: string | undefined): RegistryError {
  return new RegistryError({ code: 'registry-refused', message, ...(help === undefined ? {} : { help }) });
}
