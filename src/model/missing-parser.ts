import { parserRefusal } from '../json-schema/parser/parser-refusal.js';
import type { JsonPart } from './topic-model.js';

/**
 * Why no parser is generated though the settings ask for one, after "the schema", and the file of that schema; undefined
 * where one is generated, or none is wanted.
 */
export function missingParser({
  settings,
  reader,
  members,
}: Pick<JsonPart, 'settings' | 'reader' | 'members'>): { readonly file: string; readonly reason: string } | undefined {
  if (settings.jsonParser === 'native') return undefined;
  const schemas = members?.map((member) => ({ file: member.reader.file, schema: member.schema })) ?? [reader];
  for (const { file, schema } of schemas) {
    const reason = parserRefusal(schema, settings);
    if (reason !== undefined) return { file, reason };
  }
  return undefined;
}
