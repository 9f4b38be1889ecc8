import { pointerSteps, pointerTo } from '../paths/json-pointer.js';
import type { DiagnosticCode } from '../diagnostics/diagnostic-codes.js';
import type { Diagnostic, Location } from '../diagnostics/diagnostic.js';

/** Keys and list indexes that lead from the config's own root to a setting. */
export type ConfigPath = readonly (string | number)[];

/** Where a problem points: at the name of a setting or at what stands behind it. */
export type PathPart = 'key' | 'value';

/** A config as it was read, before validation: the data, and where each part of it is written. */
export interface ConfigSource {
  /** The folder of the config file, absolute. */
  readonly root: string;
  /** The config file, relative to the root. */
  readonly file: string;
  /** Where the config starts in the file: `['gen-msk-consumer']` in a package.json. */
  readonly base: ConfigPath;
  readonly value: unknown;
  /** The keys of the object at `path`, in the order they are written (JavaScript moves integer-like keys to the front). */
  readonly keys: (path: ConfigPath) => readonly string[];
  /** Line and column, both from 1; undefined where the config is code. */
  readonly position: (
    path: ConfigPath,
    part: PathPart,
  ) => { readonly line: number; readonly column: number } | undefined;
}

/** One thing wrong with a setting, before the file it is in is known. */
export interface ConfigProblem {
  readonly path: ConfigPath;
  readonly part: PathPart;
  readonly code: DiagnosticCode;
  /** What is wrong, without the setting's name. */
  readonly message: string;
  readonly help?: string;
}

/** A diagnostic that names the setting and points at it in the file. */
export function toDiagnostic(source: ConfigSource, problem: ConfigProblem): Diagnostic {
  const name = settingName(problem.path);
  return {
    code: problem.code,
    severity: 'error',
    message: name === '' ? problem.message : `${name}: ${problem.message}`,
    location: locate(source, problem.path, problem.part),
    ...(problem.help === undefined ? {} : { help: problem.help }),
  };
}

function locate(source: ConfigSource, path: ConfigPath, part: PathPart): Location {
  return { file: source.file, pointer: configPointer(source, path), ...source.position(path, part) };
}

/** The JSON pointer (RFC 6901) into the config's file. */
export function configPointer(source: ConfigSource, path: ConfigPath): string {
  return pointerTo('', ...source.base, ...path);
}

/** Adds line and column to a location that another stage gave as a pointer into the config. */
export function withPosition(source: ConfigSource, diagnostic: Diagnostic): Diagnostic {
  const { location } = diagnostic;
  if (location?.file !== source.file || location.pointer === undefined || location.line !== undefined)
    return diagnostic;
  const path = pointerSteps(location.pointer).slice(source.base.length);
  return { ...diagnostic, location: { ...location, ...source.position(path, 'value') } };
}

/** What is written at `path`; own members only. */
export function valueAt(value: unknown, path: ConfigPath): unknown {
  let at = value;
  for (const part of path) {
    at = typeof at === 'object' && at !== null && Object.hasOwn(at, part) ? Reflect.get(at, part) : undefined;
  }
  return at;
}

/** `topics.orders.value`, with brackets around names that are not identifiers. */
function settingName(path: ConfigPath): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      if (!/^[A-Za-z_$][\w$-]*$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}
