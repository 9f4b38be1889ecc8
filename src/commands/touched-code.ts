import { emitTopics } from '../emit/emit-topics.js';
import { makeTemplates } from '../emit/templates.js';
import { needsCompiler } from '../impact/needs-compiler.js';
import { outputFile } from '../plan/header.js';
import { nodeFileSystem } from '../plan/node-file-system.js';
import type { OutputFile } from '../plan/output-file.js';
import { readTemplates } from '../sources/read-templates.js';
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
 * is loaded only where types change whose topic is used by more than scaffolds.
 */
export async function touchedCode({ root, before, after, topics }: TouchedCodeInput): Promise<ImpactResult> {
  const changes: FileChange[] = [];
  const changed: string[] = [];
  const formerNames = new Map<string, EmittedTypes['formerNames']>();
  for (const { topic, parts } of topics) {
    if (parts.every(({ comparison }) => comparison.effect === 'safe')) continue;
    const [was, is] = [await typesOf(before.topics.get(topic)), await typesOf(after.topics.get(topic))];
    if (was === undefined || is === undefined || was.text === is.text) continue;
    changed.push(topic);
    changes.push({ path: is.path, before: was.text, after: is.text });
    formerNames.set(is.path, is.formerNames);
  }
  if (changes.length === 0) return { impacts: [], remarks: [] };
  const files = await filesOf(changed.flatMap((topic) => after.topics.get(topic) ?? []));
  const paths = changes.map(({ path }) => path);
  if (!needsCompiler({ root, changed: paths, files, fileSystem: nodeFileSystem(root) }))
    return { impacts: [], remarks: [] };
  const { findImpacts } = await import('../impact/find-impacts.js');
  return findImpacts({ root, changes, edits: [], formerNames });
}

async function typesOf(topic: StateTopic | undefined): Promise<EmittedTypes | undefined> {
  return topic === undefined ? undefined : emitTypes(topic.model, topic.config);
}

/** The files of topics as they would be created; none where a template or a schema is at fault. */
async function filesOf(topics: readonly StateTopic[]): Promise<readonly OutputFile[]> {
  const [first] = topics;
  if (first === undefined) return [];
  const texts = readTemplates(first.config);
  const templates = texts.ok ? makeTemplates(texts.value) : texts;
  if (!templates.ok) return [];
  const models = topics.map(({ model }) => model);
  const emitted = await emitTopics(models, first.config, templates.value);
  if (!emitted.ok) return [];
  return emitted.value.flatMap(({ files }) => files.map((file) => outputFile(file, first.config.banner)));
}
