import type { DiagnosticCode } from '../../diagnostics/diagnostic-codes.js';
import type { RegistryMode } from '../topic-setup.js';
import type { MappingView } from '../template/mapping-view.js';
import type { Place } from '../template/node.js';

/** What a rule has found. */
export interface Violation {
  readonly code: DiagnosticCode;
  /** The property that it is about, as CloudFormation calls it; empty for the mapping itself, `function.…` for its function. */
  readonly path: string;
  /** Where it is, if not where the property begins. */
  readonly at?: Place | undefined;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** Default: `error`. */
  readonly severity?: 'warning' | 'note';
}

/** What is known of a topic besides its mapping: from the config and the generated code. */
export interface TopicFacts {
  readonly topic: string;
  readonly reportBatchItemFailures: boolean;
  readonly registryMode: RegistryMode | 'conflict' | undefined;
  /** How the value is framed; undefined for a value without a schema. */
  readonly framing: string | undefined;
  /** Whether records are Avro. */
  readonly isBinary: boolean;
  /** The characters of a record in the event; undefined where they are unknown. */
  readonly recordSize: number | undefined;
  /** Whether the consumer sends records that it gives up elsewhere. */
  readonly sendsDeadLetters: boolean;
  /** Whether the consumer skips or handles invalid records, so that they do not fail the batch. */
  readonly copesWithInvalid: boolean;
  readonly partitions: number | undefined;
  /** Milliseconds since 1970, to see whether a time has passed. */
  readonly now: number;
}

/** Looks at one mapping. What is unknown in it breaks no rule. */
export type Rule<Facts = TopicFacts> = (view: MappingView, facts: Facts) => readonly Violation[];

/** What a mapping is judged by whose topic is not known. */
export type MappingFacts = Pick<TopicFacts, 'partitions' | 'now'>;

/** A rule of the service itself, whatever the topic and its code. */
export type MappingRule = Rule<MappingFacts>;
