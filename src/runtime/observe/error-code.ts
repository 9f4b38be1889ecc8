import { UnknownSchemaError } from '../errors.js';
import type { RecordError } from '../kafka/record-error.js';

/** Why a record failed, in a word that log queries and alarms can match. */
export type ErrorCode =
  | 'undecodable'
  | 'unknown-schema'
  | 'handler-failed'
  | 'invalid-handler-failed'
  | 'claim-failed'
  | 'completion-failed'
  | 'dead-letter-failed';

export function errorCode({ stage, cause }: RecordError): ErrorCode {
  switch (stage) {
    case 'decode the key':
    case 'decode the value':
      return cause instanceof UnknownSchemaError ? 'unknown-schema' : 'undecodable';
    case 'handle the record':
      return 'handler-failed';
    case 'handle the invalid record':
      return 'invalid-handler-failed';
    case 'claim the record':
      return 'claim-failed';
    case 'complete the record':
      return 'completion-failed';
    case 'send the dead letter':
      return 'dead-letter-failed';
  }
}
