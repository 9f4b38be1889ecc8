import { posix } from 'node:path';

import { isJsonObject, memberOf } from '../schema/json-pointer.js';
import type { JsonDocument, JsonDocuments } from './json-documents.js';
import type { Draft } from '../schema/json-schema.js';
import { DRAFTS, draftHas, KEYWORDS, type Vocabulary } from './keywords.js';

/** How a schema's keywords are to be understood. */
export interface Dialect {
  /** Unequal for unequal dialects. */
  readonly name: string;
  readonly draft: Draft;
  /** What messages call it: `draft 7`, `OpenAPI 3.0`. */
  readonly title: string;
  /** Whether no draft is named, so that older drafts' keywords and spellings are understood too. */
  readonly lenient: boolean;
  /** What a schema names itself with. */
  readonly idKeyword: 'id' | '$id';
  /** Whether a `$ref` hides the keywords next to it: up to draft 7. */
  readonly refStandsAlone: boolean;
  readonly has: (keyword: string) => boolean;
  /** The file of the meta-schema, where it is one of the documents. */
  readonly file?: string;
  /** The name of a format that is not read; its schemas are refused. */
  readonly unreadable?: string;
}

const byDraft: ReadonlyMap<Draft, Dialect> = new Map(
  DRAFTS.map((draft) => {
    const keywords = keywordsOf(draft);
    return [
      draft,
      {
        name: draft,
        draft,
        title: `draft ${draft}`,
        lenient: false,
        idKeyword: draft === '4' ? 'id' : '$id',
        refStandsAlone: draft === '4' || draft === '6' || draft === '7',
        has: (keyword) => keywords.has(keyword),
      },
    ];
  }),
);

/** How a draft is read. */
export function draftDialect(draft: Draft): Dialect {
  return byDraft.get(draft) ?? LENIENT;
}

const known = new Set([...KEYWORDS.keys()].filter((keyword) => keyword !== 'id'));

/** How a schema is read that names no draft, or one that nobody knows. */
export const LENIENT: Dialect = {
  name: 'lenient',
  draft: '2020-12',
  title: 'draft 2020-12',
  lenient: true,
  idKeyword: '$id',
  refStandsAlone: false,
  has: (keyword) => known.has(keyword),
};

/** The official meta-schemas, with their usual slips of spelling; draft 5 changed the text of draft 4 and nothing else. */
const OFFICIAL = /^(?:https?:)?(?:\/\/)?json-schema\.org\/draft[-/](0?[4-7]|2019-09|2020-12)\/(?:hyper-)?schema[/#]*$/;

/** The dialect of OpenAPI 3.1 and later: 2020-12 with annotations. */
const OPENAPI_BASE = /^https:\/\/spec\.openapis\.org\/oas\/3\.\d\/dialect\/[\w.-]+#?$/;

const VOCABULARY = /^https?:\/\/json-schema\.org\/draft\/(?:2019-09|2020-12)\/vocab\/([a-z]+)$/;

/** The draft that `$schema` names, however it is spelled; undefined for other meta-schemas. */
export function draftNamed(uri: string): Draft | undefined {
  if (OPENAPI_BASE.test(uri.trim())) return '2020-12';
  const named = OFFICIAL.exec(uri.trim())?.[1]?.replace(/^0/, '');
  const draft = named === '5' ? '4' : named;
  return DRAFTS.find((candidate) => candidate === draft);
}

/**
 * The dialect that the `$schema` of a document or embedded schema calls for; undefined where there is none. A meta-schema
 * among the documents is followed to the draft it is written in, and without the vocabularies it does not list.
 */
export function dialectOf(json: unknown, file: string, documents: JsonDocuments): Dialect | undefined {
  const uri = memberOf(json, '$schema');
  return typeof uri === 'string' ? dialectNamed(uri, file, documents) : undefined;
}

/** The dialect of a meta-schema's URI, as it is written in a file. */
export function dialectNamed(uri: string, file: string, documents: JsonDocuments): Dialect {
  const followed = new Set<unknown>();
  let [named, from] = [uri, file];
  let own: JsonDocument | undefined;
  for (;;) {
    const draft = draftNamed(named);
    const base = draft === undefined ? LENIENT : draftDialect(draft);
    const meta = draft === undefined ? metaSchema(named, from, documents) : undefined;
    if (meta === undefined || followed.has(meta.json)) return own === undefined ? base : narrowed(base, own);
    followed.add(meta.json);
    own ??= meta;
    const next = memberOf(meta.json, '$schema');
    if (typeof next !== 'string') return narrowed(LENIENT, own);
    [named, from] = [next, meta.file];
  }
}

function metaSchema(uri: string, from: string, documents: JsonDocuments): JsonDocument | undefined {
  const wanted = withoutHash(uri);
  for (const document of documents.all()) {
    const id = memberOf(document.json, '$id');
    if (typeof id === 'string' && withoutHash(id) === wanted) return document;
  }
  return /^[a-z][a-z0-9+.-]*:/i.test(wanted)
    ? undefined
    : documents.get(posix.normalize(posix.join(posix.dirname(from), wanted)));
}

/** A dialect without the vocabularies that a meta-schema does not list. One that lists none leaves out nothing. */
function narrowed(base: Dialect, { file, json }: JsonDocument): Dialect {
  const listed = memberOf(json, '$vocabulary');
  const name = `${base.name} of ${file}`;
  if (!isJsonObject(listed) || draftHas(base.draft, { vocabulary: 'core', until: '7' })) return { ...base, name, file };
  const vocabularies = new Set<Vocabulary>(['core', 'annotation']);
  for (const uri of Object.keys(listed)) {
    const part = VOCABULARY.exec(uri)?.[1];
    if (part === 'applicator' || part === 'validation' || part === 'unevaluated') vocabularies.add(part);
    if (part === 'applicator' && base.draft === '2019-09') vocabularies.add('unevaluated');
  }
  const has = (keyword: string) => base.has(keyword) && vocabularies.has(KEYWORDS.get(keyword)?.vocabulary ?? 'core');
  return { ...base, name, file, has };
}

function withoutHash(uri: string): string {
  return uri.replace(/#$/, '');
}

function keywordsOf(draft: Draft): ReadonlySet<string> {
  return new Set([...KEYWORDS].flatMap(([name, keyword]) => (draftHas(draft, keyword) ? [name] : [])));
}
