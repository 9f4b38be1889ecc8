/** A file, and where in it the schema is. */
interface SchemaPath {
  readonly file: string;
  /** A JSON pointer; '' for a schema that is the complete file. */
  readonly pointer: string;
}

/** The file's extension keeps a folder such as `c#/` from being read as a fragment. */
const PART_OF_FILE = /^([^#]*\.\w+)#(\/.*)$/s;

/** Reads a path to a schema: `orders.json`, or `api.yaml#/components/schemas/Order` for one inside a document. */
export function parseSchemaPath(text: string): SchemaPath {
  const [, file = text, pointer = ''] = PART_OF_FILE.exec(text) ?? [];
  return { file, pointer };
}

/** The path that `parseSchemaPath` reads. */
export function schemaPath({ file, pointer }: SchemaPath): string {
  return pointer === '' ? file : `${file}#${pointer}`;
}

/** The same as the location of a diagnostic. */
export function locationOf(path: string): { readonly file: string; readonly pointer?: string } {
  const { file, pointer } = parseSchemaPath(path);
  return pointer === '' ? { file } : { file, pointer };
}
