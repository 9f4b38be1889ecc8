import { readdirSync } from 'node:fs';

import { corpusPath, corpusText } from '../oracle/corpus.js';
import { corpusSchemas, documentsFor } from '../json-schema/corpus-schemas.js';
import type { ProjectFiles } from './temp-project.js';

/** Where the corpus lacks documents that they refer to. */
const INCOMPLETE = new Set(
  ['calander', 'card', 'product', 'productInvalidURLRef', 'productURLRef'].map(
    (name) => `aws-glue-schema-registry/json/schema/draft07/${name}.schema.json`,
  ),
);

/** The schemas of the corpus that have all they refer to. */
export const completeSchemas: readonly string[] = [...corpusSchemas.keys()].filter((file) => !INCOMPLETE.has(file));

/** The topic of a corpus schema. */
export function topicOf(file: string): string {
  return file.replace(/\.json$/, '').replaceAll('/', '.');
}

/** A project with a topic for every complete JSON Schema of the corpus, or for some. */
export function jsonCorpus(settings: Readonly<Record<string, unknown>> = {}, files = completeSchemas): ProjectFiles {
  const links = new Map(
    files.flatMap((file) => [...documentsFor(file).all()].map((link) => [linkPath(file, link.file), link.json])),
  );
  const topics = files.map((file) => {
    const include = [...documentsFor(file).all()].map((link) => linkPath(file, link.file));
    return [topicOf(file), { value: { file, include } }] as const;
  });
  return {
    config: { ...settings, topics: Object.fromEntries(topics) },
    schemas: {
      ...Object.fromEntries([...corpusSchemas].map(([file, { json }]) => [file, json])),
      ...Object.fromEntries(links),
    },
  };
}

/** Each release of CDEvents refers to links of its own. */
function linkPath(file: string, link: string): string {
  const [release = ''] = /v0\.[45]\.1/.exec(file) ?? [];
  return `links/${release}/${link.slice(link.lastIndexOf('/') + 1)}`;
}

/** A document whose authors say whether it is valid. */
export interface JudgedDocument {
  readonly topic: string;
  readonly document: string;
  readonly text: string;
  /** Where it breaks its schema, as a JSON pointer; undefined for a valid one. */
  readonly fault: string | undefined;
}

/** What the tests of the AWS Glue client say of its documents. */
const GLUE = [
  ['draft04/employee', 'employee'],
  ['draft06/constant', 'constant'],
  ['draft06/constant', 'constantInvalid', '/country'],
  ['draft07/addressIfThenElse', 'addressUSA'],
  ['draft07/addressIfThenElse', 'addressCA'],
  ['draft07/addressIfThenElse', 'addressCAInvalid', '/postal_code'],
  ['draft07/boolean', 'boolean'],
  ['draft07/dates', 'dates'],
  ['draft07/dateTimeArray', 'dateTimeArray'],
  ['draft07/geographical-location', 'geolocation1'],
  ['draft07/null', 'null'],
  ['draft07/number', 'float'],
  ['draft07/person', 'person1'],
  ['draft07/personRecursive', 'personRecursive'],
  ['draft07/produce_ref', 'produce1'],
  ['draft07/produce_ref', 'invalidProduce1', '/fruit'],
  ['draft07/produce_ref', 'invalidProduce2', '/fruit'],
  ['draft07/string', 'string'],
  ['draft07/ddb', 'ddb'],
] as const;

/** The example documents of the corpus whose verdict is known. */
export function judgedDocuments(): readonly JudgedDocument[] {
  const judged = (schema: string, document: string, fault?: string): JudgedDocument => {
    return { topic: topicOf(schema), document, text: corpusText(document), fault };
  };
  const glue = GLUE.map(([schema, document, fault]) => {
    const folder = 'aws-glue-schema-registry/json';
    return judged(`${folder}/schema/${schema}.schema.json`, `${folder}/${document}.json`, fault);
  });
  const eiffel = readdirSync(corpusPath('eiffel'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\/examples\/.*\.json$/.test(path))
    .map((path) => {
      // Each example of Eiffel names the version of its schema.
      const { meta } = JSON.parse(corpusText(`eiffel/${path}`)) as { readonly meta: { readonly version: string } };
      return judged(`eiffel/${path.slice(0, path.indexOf('/'))}/${meta.version}.json`, `eiffel/${path}`);
    });
  const cdevents = readdirSync(corpusPath('cdevents/conformance-v0.5.1')).map((name) =>
    judged(`cdevents/${name.replace(/_|\.json$/g, '')}/v0.5.1.json`, `cdevents/conformance-v0.5.1/${name}`),
  );
  return [...glue, ...eiffel, ...cdevents];
}
