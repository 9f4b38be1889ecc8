/** Why a request came to nothing before there was a whole answer. */
export type HttpFault =
  | { readonly kind: 'timeout'; readonly milliseconds: number }
  /** Nobody listens, or a firewall refuses. */
  | { readonly kind: 'refused' }
  /** The host's name is not known. */
  | { readonly kind: 'name' }
  /** The connection ended before an answer. */
  | { readonly kind: 'reset' }
  /** The connection, or the packed body, ended amid the answer. */
  | { readonly kind: 'cutOff' }
  /** The other side's certificate does not convince us. */
  | { readonly kind: 'certificate'; readonly reason: string }
  /** The other side ended the TLS handshake: it asks for a client certificate, or does not speak TLS at all. */
  | { readonly kind: 'handshake'; readonly code: string }
  /** A certificate or key of ours cannot be used. */
  | { readonly kind: 'identity'; readonly code: string }
  | { readonly kind: 'tooLarge'; readonly maxBytes: number }
  /** What came is not HTTP, or not packed as its headers say. */
  | { readonly kind: 'garbled' }
  /** The proxy would not connect. */
  | { readonly kind: 'proxy'; readonly status: number }
  | { readonly kind: 'network'; readonly code: string };

/** A fault that is found, not one that Node throws. */
export class FaultError extends Error {
  readonly fault: HttpFault;

  constructor(fault: HttpFault) {
    super(fault.kind);
    this.fault = fault;
  }
}

const kinds: Readonly<Record<string, 'refused' | 'name' | 'reset' | 'cutOff' | 'garbled'>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'name',
  EAI_AGAIN: 'name',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  ERR_STREAM_PREMATURE_CLOSE: 'cutOff',
  HPE_INVALID_EOF_STATE: 'cutOff',
  Z_BUF_ERROR: 'cutOff',
  Z_DATA_ERROR: 'garbled',
};

const certificateReasons: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  CERT_REVOKED: 'it was revoked',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its authority is not trusted',
  UNABLE_TO_GET_ISSUER_CERT: 'its authority is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its authority is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its authority is not trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'it is issued for another host name',
};

/** The fault that an error of Node's network and stream modules stands for; an error that is none of theirs is thrown on. */
export function faultOf(error: unknown, isAnswering: boolean): HttpFault {
  if (error instanceof FaultError) return error.fault;
  const code = codeOf(error);
  if (code === undefined) throw error;
  const reason = certificateReasons[code];
  if (reason !== undefined) return { kind: 'certificate', reason };
  if (code.startsWith('ERR_OSSL_')) return { kind: 'identity', code };
  if (/^ERR_(?:SSL|TLS)_|^EPROTO$/.test(code)) return { kind: 'handshake', code };
  const kind = kinds[code] ?? (code.startsWith('HPE_') ? 'garbled' : undefined);
  if (kind === undefined) return { kind: 'network', code };
  return { kind: kind === 'reset' && isAnswering ? 'cutOff' : kind };
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  // If several addresses failed, the first failure is enough.
  if (error instanceof AggregateError && !('code' in error)) return codeOf(error.errors[0]);
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Whether asking the same address again may help. */
export function isPassing({ kind }: HttpFault): boolean {
  return kind === 'timeout' || kind === 'refused' || kind === 'reset' || kind === 'cutOff' || kind === 'network';
}

/** The fault in words that follow "the registry at …"; never with an address or a text that came over the wire. */
export function describeFault(fault: HttpFault): string {
  switch (fault.kind) {
    case 'timeout':
      return `did not respond within ${fault.milliseconds / 1000} s`;
    case 'refused':
      return 'could not be reached: the connection was refused';
    case 'name':
      return 'could not be reached: its host name was not found';
    case 'reset':
      return 'closed the connection without a response';
    case 'cutOff':
      return 'closed the connection during its response';
    case 'certificate':
      return `has a certificate that was rejected: ${fault.reason}`;
    case 'handshake':
      return `aborted the TLS handshake (${fault.code})`;
    case 'identity':
      return `could not be reached: a certificate or key in the config cannot be used (${fault.code})`;
    case 'tooLarge':
      return `sent a response of more than ${fault.maxBytes / 1024 / 1024} MB`;
    case 'garbled':
      return 'sent a response that is not valid HTTP or not encoded as declared';
    case 'proxy':
      return `could not be reached: the proxy returned ${fault.status}`;
    case 'network':
      return `could not be reached (${fault.code})`;
  }
}
