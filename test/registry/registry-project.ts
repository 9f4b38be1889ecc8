import type { Clock } from '../../src/http/clock.js';
import { pull, type PullOptions, type PullResult } from '../../src/commands/pull.js';
import { filesIn, temporaryProject } from '../cli/temporary-project.js';

export interface ProjectSettings {
  readonly url: string;
  /** The parts of topics, by the topic's name; a text is a subject. */
  readonly topics: Readonly<Record<string, object | string>>;
  readonly registry?: object;
  /** Further settings of the config. */
  readonly settings?: object;
}

/** A project whose config reads its schemas from the registry at `url`. */
export function registryProject(project: ProjectSettings): string {
  return temporaryProject({ 'gen-msk-consumer.config.json': registryConfig(project) });
}

export function registryConfig({ url, topics, registry = {}, settings = {} }: ProjectSettings): string {
  const parts = Object.entries(topics).map(([topic, part]) => [
    topic,
    { value: typeof part === 'string' ? { subject: part } : part },
  ]);
  const config = {
    output: 'gen',
    snapshot: 'registry',
    ...settings,
    registry: { type: 'confluent', url, ...registry },
    topics: Object.fromEntries(parts) as object,
  };
  return JSON.stringify(config, null, 2);
}

/** A clock that does not wait, and tells what it was asked to wait, in milliseconds. */
export function quickPace(): Clock & { readonly waited: number[] } {
  const waited: number[] = [];
  return {
    waited,
    now: () => Date.UTC(2026, 0, 1),
    wait: (milliseconds) => {
      waited.push(milliseconds);
      return Promise.resolve();
    },
    random: () => 0,
  };
}

/** Pulls without waiting between retries, in an environment of its own. */
export function quickPull(cwd: string, options: PullOptions = {}): Promise<PullResult> {
  return pull({ cwd, env: {}, clock: quickPace(), ...options });
}

/** Each diagnostic on a line: severity, code, message. */
export function told({ diagnostics }: Pick<PullResult, 'diagnostics'>): readonly string[] {
  return diagnostics.map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
}

/** The files of the snapshot, their paths relative to it. */
export function snapshotFiles(root: string): Readonly<Record<string, string>> {
  const files = Object.entries(filesIn(root)).filter(([path]) => path.startsWith('registry/'));
  return Object.fromEntries(files.map(([path, text]) => [path.slice('registry/'.length), text]));
}

/** An Avro record of strings. */
export function record(name: string, ...fields: readonly string[]): string {
  return JSON.stringify({
    type: 'record',
    name,
    fields: fields.map((field) => ({ name: field, type: 'string', default: '' })),
  });
}
