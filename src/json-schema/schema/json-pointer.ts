/** The JSON pointer (RFC 6901) of a member of what `pointer` leads to. */
export function pointerTo(pointer: string, ...steps: readonly (string | number)[]): string {
  return steps.reduce<string>((from, step) => `${from}/${escaped(String(step))}`, pointer);
}

/** The steps of a JSON pointer. */
export function pointerSteps(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What an own member of an object or an item of an array holds; undefined where there is none. */
export function memberOf(json: unknown, step: string): unknown {
  if (Array.isArray(json)) {
    const items: readonly unknown[] = json;
    return /^(?:0|[1-9]\d*)$/.test(step) ? items[Number(step)] : undefined;
  }
  return isJsonObject(json) && Object.hasOwn(json, step) ? json[step] : undefined;
}

/** What a JSON pointer leads to; undefined where it leads nowhere. */
export function jsonAt(json: unknown, pointer: string): unknown {
  return pointerSteps(pointer).reduce(memberOf, json);
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function escaped(step: string): string {
  return /[~/]/.test(step) ? step.replaceAll('~', '~0').replaceAll('/', '~1') : step;
}
