import { emitTypes, type EmittedTypes } from '../emit/emit-types.js';
import type { FileChange, ImpactResult } from '../impact/impact.js';
import type { TopicDiff } from '../history/topic-diff.js';
import type { SchemaState, StateTopic } from '../history/schema-state.js';

export interface TouchedCodeInput {
  /** The project's folder, absolute. */
  readonly root: string;
  readonly before: SchemaState;
  readonly after: SchemaState;
  readonly topics: readonly TopicDiff[];
}

/**
 * The places in the team's code, as it is on the disk, that use what the change of the topics' types touches. The compiler
 * is loaded only where types change.
 */
export async function touchedCode({ root, before, after, topics }: TouchedCodeInput): Promise<ImpactResult> {
  const changes: FileChange[] = [];
  const formerNames = new Map<string, EmittedTypes['formerNames']>();
  for (const { topic, parts } of topics) {
    if (parts.every(({ comparison }) => comparison.effect === 'safe')) continue;
    const [was, is] = [await typesOf(before.topics.get(topic)), await typesOf(after.topics.get(topic))];
    if (was === undefined || is === undefined || was.text === is.text) continue;
    changes.push({ path: is.path, before: was.text, after: is.text });
    formerNames.set(is.path, is.formerNames);
  }
  if (changes.length === 0) return { impacts: [], remarks: [] };
  const { findImpacts } = await import('../impact/find-impacts.js');
  return findImpacts({ root, changes, edits: [], formerNames });
}

async function typesOf(topic: StateTopic | undefined): Promise<EmittedTypes | undefined> {
  return topic === undefined ? undefined : emitTypes(topic.model, topic.config);
}
