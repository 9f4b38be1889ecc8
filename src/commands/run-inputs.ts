import type { Config } from '../config/config.js';

/** What a run has read, or would have if it were there: when any of it changes, so may what is generated. */
export interface RunInputs {
  /** Relative to the project's root, with `/`; modules that the config imports may lie above it. */
  readonly files: readonly string[];
  /** Glob patterns, relative to the root: files that come to match count too. */
  readonly patterns: readonly string[];
}

/** The patterns of the files that a config asks for without naming them one by one. */
export async function inputPatterns({ topics, snapshot, templates }: Config): Promise<readonly string[]> {
  const parts = topics.flatMap(({ key, value }) => [key, value]).filter((part) => part.kind === 'schema');
  const isPulled = parts.some(({ from }) => from !== undefined);
  const included = new Set(parts.flatMap(({ include }) => include));
  if (!isPulled && templates === undefined) return [...included];
  const { escapePath } = await import('tinyglobby');
  return [
    ...included,
    ...(isPulled ? [`${escapePath(snapshot)}/**`] : []),
    ...(templates === undefined ? [] : [`${escapePath(templates.folder)}/*.hbs`]),
  ];
}
