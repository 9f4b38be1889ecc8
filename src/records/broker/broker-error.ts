import { firstLine } from '../../diagnostics/first-line.js';
import type { DiagnosticCode } from '../../diagnostics/diagnostic-codes.js';
import type { Diagnostic, Result } from '../../diagnostics/diagnostic.js';

/** What can go wrong with brokers and with the packages that reach them. */
type BrokerErrorCode = Extract<DiagnosticCode, `broker-${string}` | 'package-missing' | 'source-unreadable'>;

/** A failure of brokers, or of the way to them, that a command reports. Its message holds no secret. */
export class BrokerError extends Error {
  override readonly name = 'BrokerError';
  readonly code: BrokerErrorCode;
  readonly help: string | undefined;

  constructor(
    code: BrokerErrorCode,
    message: string,
    options: { readonly help?: string; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.help = options.help;
  }

  diagnostic(): Diagnostic {
    const { code, message, help } = this;
    return { code, severity: 'error', message, ...(help === undefined ? {} : { help }) };
  }
}

/** What kafkajs throws, as far as it is looked at. */
interface KafkaError {
  readonly name: string;
  readonly message: string;
  /** The protocol's own code. */
  readonly type?: string;
  readonly cause?: unknown;
  readonly originalError?: unknown;
}

const REFUSALS =
  /AUTHORIZATION|AUTHENTICATION|SASL|UNKNOWN_TOPIC|INVALID_TOPIC|POLICY_VIOLATION|RECORD_LIST_TOO_LARGE|MESSAGE_TOO_LARGE/;

/** A failure of kafkajs as a BrokerError; anything else, a bug above all, as it is. */
export function brokerFailure(error: unknown): unknown {
  const chain = causesOf(error);
  const [outer] = chain;
  if (outer === undefined || !chain.some(({ name }) => name.startsWith('KafkaJS'))) return error;
  const innermost = chain.at(-1) ?? outer;
  const isRefusal = chain.some(
    ({ name, type }) => name === 'KafkaJSSASLAuthenticationError' || (type !== undefined && REFUSALS.test(type)),
  );
  const reason = firstLine(innermost.message);
  return isRefusal
    ? new BrokerError('broker-refused', `the broker refused: ${reason}`, { cause: error })
    : new BrokerError('broker-unreachable', `the brokers could not be reached: ${reason}`, { cause: error });
}

/** Runs what talks to brokers; its failures are BrokerErrors. */
export async function withBrokerErrors<T>(talk: () => Promise<T>): Promise<T> {
  try {
    return await talk();
  } catch (error) {
    throw brokerFailure(error);
  }
}

/** What talks to brokers or AWS, its failures as diagnostics. */
export async function catchBrokerErrors<T>(talk: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await talk(), warnings: [] };
  } catch (error) {
    if (error instanceof BrokerError) return { ok: false, problems: [error.diagnostic()] };
    throw error;
  }
}

function causesOf(error: unknown): readonly KafkaError[] {
  const chain: KafkaError[] = [];
  let next = error;
  while (isKafkaError(next) && chain.length < 8) {
    chain.push(next);
    next = next.originalError ?? next.cause;
  }
  return chain;
}

function isKafkaError(error: unknown): error is KafkaError {
  return error instanceof Error;
}
