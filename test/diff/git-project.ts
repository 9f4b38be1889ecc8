import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { temporaryProject } from '../cli/temporary-project.js';

/** A git repository in a temporary folder. */
export interface GitProject {
  /** Absolute. */
  readonly root: string;
  /** Runs git and gives what it prints, without the last line's end. */
  readonly git: (...args: readonly string[]) => string;
  /** Writes files; null removes one. */
  readonly write: (files: Readonly<Record<string, string | null>>) => void;
  /** Writes files and commits all that there is. */
  readonly commit: (files: Readonly<Record<string, string | null>>, message?: string) => void;
}

/** Makes a repository whose first commit holds `files`; without files there is no commit. */
export function gitProject(files?: Readonly<Record<string, string>>): GitProject {
  const root = temporaryProject();
  const project = inRepository(root);
  project.git('init', '--quiet', '--initial-branch=main');
  if (files !== undefined) project.commit(files, 'first');
  return project;
}

/** The files of a repository that is there. */
export function inRepository(root: string): GitProject {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    }).replace(/\n$/, '');
  const write = (files: Readonly<Record<string, string | null>>): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      if (text === null) rmSync(join(root, path));
      else writeFileSync(join(root, path), text);
    }
  };
  return {
    root,
    git,
    write,
    commit: (files, message = 'next') => {
      write(files);
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', message);
    },
  };
}

/** Nobody's settings but these have a say in the commits. */
const environment = {
  PATH: process.env['PATH'],
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
};

/** An Avro record of fields, by name and type; with a default where one is given. */
export function avroRecord(name: string, fields: Readonly<Record<string, unknown>>): string {
  const written = Object.entries(fields).map(([field, type]) =>
    typeof type === 'object' && type !== null && 'type' in type && 'default' in type
      ? { name: field, ...type }
      : { name: field, type },
  );
  return `${JSON.stringify({ type: 'record', name, fields: written }, null, 2)}\n`;
}

/** A config of topics, framed with ids, so that versions are told apart. */
export function configOf(topics: Readonly<Record<string, unknown>>, settings: object = {}): string {
  return `${JSON.stringify({ output: 'gen', defaults: { framing: 'confluent' }, ...settings, topics }, null, 2)}\n`;
}
