import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { fileTypeName } from '../../json-schema/schema/own-name.js';
import { prepareTypes } from '../../json-schema/types/prepare-types.js';
import { keywordsOf, type PreparedSchema } from '../../json-schema/types/type-schema.js';

/** What a schema stands for in any file. */
const ROOT = 'Value';

interface JsonTypeSurface {
  /** All declarations as a text without documentation: equal for schemas whose types are. */
  readonly text: string;
  /** The names of declared types. */
  readonly names: readonly string[];
}

/**
 * The generated types of a schema. A name that the file alone gives does not count, since each version has a file of its
 * own: it is `Value` in both.
 */
export function jsonTypeSurface(schema: JsonSchema, settings: JsonSettings): JsonTypeSurface {
  const prepared = prepareTypes({ root: { [ROOT]: { schema, settings } }, reserved: [] });
  const ofFile = fileTypeName(schema.place.file);
  const plain = (name: string) => (name === ofFile ? ROOT : name);
  const declarations = prepared.declarations.map(({ name, schema: type }) => `${plain(name)} = ${textOf(type, plain)}`);
  const texts = [...[...prepared.roots.values()].map((root) => textOf(root, plain)), ...declarations.sort()];
  return { text: texts.join('\n'), names: prepared.declarations.map(({ name }) => plain(name)) };
}

/** The prepared schema, in which the order of properties and of branches makes no difference. */
function textOf(schema: PreparedSchema, plain: (name: string) => string): string {
  const { anyOf = [schema] } = keywordsOf(schema);
  const members = anyOf.map((member) => {
    if (typeof member === 'boolean') return String(member);
    const { enum: values, allOf, properties = {}, required = [], items, additionalItems, ...rest } = member;
    const { tsType, additionalProperties, ...plainKeywords } = rest;
    const text = (part: PreparedSchema) => textOf(part, plain);
    return JSON.stringify({
      ...plainKeywords,
      values: values?.map((value) => JSON.stringify(value)).sort(),
      allOf: allOf?.map(text).sort(),
      properties: Object.entries(properties)
        .map(([name, part]) => [name, required.includes(name), text(part)].join(' '))
        .sort(),
      items: [items ?? []].flat().map(text),
      additionalItems: additionalItems === undefined ? undefined : text(additionalItems),
      name: tsType === undefined ? undefined : plain(tsType),
      // No index signature, as where it is not given.
      index: additionalProperties ? text(additionalProperties) : undefined,
    });
  });
  return members.sort().join(' | ');
}
