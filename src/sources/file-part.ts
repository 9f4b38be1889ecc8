import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { nearestName } from '../diagnostics/nearest-name.js';
import { isJsonObject, jsonAt } from '../json-schema/schema/json-pointer.js';
import { pointerSteps, pointerTo } from '../paths/json-pointer.js';
import { parseSchemaPath, schemaPath } from '../paths/schema-path.js';
import type { SchemaFile } from './schema-file.js';

type Files = ReadonlyMap<string, SchemaFile>;

/** The file that a path names, or the part of it that the path's fragment points to. */
export function fileOrPart(path: string, files: Files): SchemaFile | undefined {
  const { file, pointer } = parseSchemaPath(path);
  const whole = files.get(file);
  if (whole === undefined || pointer === '') return whole;
  const { format, json } = whole;
  return { file, format, json: jsonAt(json, pointer), locate: (inner) => whole.locate(pointer + inner) };
}

/** What is wrong with the fragment of a path into a file that was read; undefined where nothing is. */
export function partFault(path: string, files: Files): Pick<Diagnostic, 'message' | 'help'> | undefined {
  const { file, pointer } = parseSchemaPath(path);
  const whole = files.get(file);
  if (whole === undefined || pointer === '') return undefined;
  if (whole.format === 'avro') {
    const message = `${file} is an Avro schema, which is read as a complete file: remove "#${pointer}"`;
    return { message, help: 'Only JSON Schema, OpenAPI and AsyncAPI documents have schemas that a pointer names.' };
  }
  if (jsonAt(whole.json, pointer) !== undefined) return undefined;
  const nearest = nearestPointer(whole.json, pointer);
  return {
    message: `there is nothing at ${pointer} in ${file}`,
    ...(nearest === undefined
      ? {}
      : { help: `Did you mean ${JSON.stringify(schemaPath({ file, pointer: nearest }))}?` }),
  };
}

/** The pointer with its first step that leads nowhere replaced by the nearest name there is. */
function nearestPointer(json: unknown, pointer: string): string | undefined {
  const steps = pointerSteps(pointer);
  const wrong = steps.findIndex((_, index) => jsonAt(json, pointerTo('', ...steps.slice(0, index + 1))) === undefined);
  const around = jsonAt(json, pointerTo('', ...steps.slice(0, wrong)));
  const nearest = isJsonObject(around) ? nearestName(steps[wrong] ?? '', Object.keys(around)) : undefined;
  return nearest === undefined ? undefined : pointerTo('', ...steps.with(wrong, nearest));
}
