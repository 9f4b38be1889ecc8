import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { JsonDocument, JsonDocuments } from '../../src/json-schema/read/json-documents.js';
import type { Draft } from '../../src/json-schema/schema/json-schema.js';
import { corpusPath } from '../oracle/corpus.js';

/** A schema of the official suite and its cases. */
export interface SuiteGroup {
  /** `draft7/optional/format/date.json`. */
  readonly path: string;
  readonly draft: Draft;
  readonly description: string;
  /** With the `$schema` of its draft, where the suite leaves it to the folder. */
  readonly schema: unknown;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}

const META_SCHEMAS: Readonly<Record<Draft, string>> = {
  '4': 'http://json-schema.org/draft-04/schema#',
  '6': 'http://json-schema.org/draft-06/schema#',
  '7': 'http://json-schema.org/draft-07/schema#',
  '2019-09': 'https://json-schema.org/draft/2019-09/schema',
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
};

/** The groups of a draft: the required ones, or those of `optional`. */
export function suiteGroups(draft: Draft, which: 'required' | 'optional'): readonly SuiteGroup[] {
  const folder = `draft${draft}`;
  return filesBelow(join('json-schema-test-suite/tests', folder))
    .filter((file) => file.startsWith('optional/') === (which === 'optional'))
    .flatMap((file) => {
      // The suite's files have this form.
      const groups = readJson(`json-schema-test-suite/tests/${folder}/${file}`) as Omit<SuiteGroup, 'path' | 'draft'>[];
      return groups.map(({ description, schema, tests }) => {
        const named = typeof schema === 'object' ? { $schema: META_SCHEMAS[draft], ...schema } : schema;
        return { path: `${folder}/${file}`, draft, description, schema: named, tests };
      });
    });
}

/** The file that stands for the schema of a group in `suiteDocuments`. */
export const SUITE_FILE = 'schema.json';

/** A group's schema as `SUITE_FILE`, and the suite's remote documents under the URIs that it gives them. */
export function suiteDocuments({ schema }: Pick<SuiteGroup, 'schema'>): JsonDocuments {
  const main = { file: SUITE_FILE, json: schema };
  remotes ??= readRemotes();
  const files = remotes;
  return {
    get: (file) => (file === SUITE_FILE ? main : files.get(file)),
    all: () => [main, ...files.values()],
    named: (name) => (name.startsWith(SERVER) ? files.get(`remotes/${name.slice(SERVER.length)}`) : undefined),
  };
}

const SERVER = 'http://localhost:1234/';

let remotes: ReadonlyMap<string, JsonDocument> | undefined;

function readRemotes(): ReadonlyMap<string, JsonDocument> {
  const folder = 'json-schema-test-suite/remotes';
  return new Map(
    filesBelow(folder).map((path) => {
      const file = `remotes/${path}`;
      return [file, { file, json: readJson(`${folder}/${path}`) }];
    }),
  );
}

function filesBelow(folder: string): readonly string[] {
  const root = corpusPath(folder);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(corpusPath(path), 'utf8'));
}
