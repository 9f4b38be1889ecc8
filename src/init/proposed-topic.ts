import type { ProposedPart } from './group-versions.js';

/** A topic for the config, and the schemas of its key and value. */
export interface ProposedTopic {
  readonly topic: string;
  readonly key: ProposedPart | undefined;
  readonly value: ProposedPart;
}
