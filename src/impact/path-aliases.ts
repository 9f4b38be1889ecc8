import { existsSync, readFileSync } from 'node:fs';
import { parse, type ParseError } from 'jsonc-parser';
import { posix } from 'node:path';
import { nearestFile } from '../paths/nearest-file.js';
import { isWithin } from '../paths/real-path.js';
import { configsAbove } from './configs-above.js';

interface PathAliasesInput {
  /** The project's folder, absolute, with `/`. */
  readonly root: string;
  /** Generated files, absolute. */
  readonly generated: readonly string[];
}

/**
 * What specifiers start with that the "paths" of the project's tsconfig.json files lead elsewhere. Undefined where these files, read
 * without the compiler, do not show which code belongs to the project or what its imports stand for.
 */
export function pathAliases({ root, generated }: PathAliasesInput): readonly string[] | undefined {
  const open = new Set(configsAbove({ root, files: generated, exists: existsSync }));
  const aliases: string[] = [];
  for (const path of open) {
    const config = readConfig(path);
    const others = config === undefined ? undefined : relatedConfigs(path, config);
    if (config === undefined || others === undefined || !isPlain(path, config, root)) return undefined;
    aliases.push(...Object.keys(config.compilerOptions?.paths ?? {}).map((pattern) => pattern.replace(/\*.*$/s, '')));
    for (const other of others) open.add(other);
  }
  return aliases;
}

/** The part of a tsconfig.json that matters here. */
interface TsConfig {
  readonly extends?: string | readonly string[];
  readonly files?: readonly string[];
  readonly include?: readonly string[];
  readonly references?: readonly { readonly path: string }[];
  readonly compilerOptions?: {
    readonly paths?: Readonly<Record<string, readonly string[]>>;
    readonly baseUrl?: string;
    readonly rootDirs?: readonly string[];
  };
}

function readConfig(path: string): TsConfig | undefined {
  const errors: ParseError[] = [];
  const config: unknown = parse(readFileSync(path, 'utf8'), errors, { allowTrailingComma: true });
  // What is not as the compiler wants it, it remarks itself.
  return errors.length > 0 || !isConfig(config) ? undefined : config;
}

function isConfig(value: unknown): value is TsConfig {
  if (!isObject(value)) return false;
  const { files, include, references, compilerOptions = {} } = value;
  const { paths = {}, baseUrl, rootDirs } = isObject(compilerOptions) ? compilerOptions : {};
  return (
    [files, include].every((list) => list === undefined || isTexts(list)) &&
    (value['extends'] === undefined || isTexts([value['extends']].flat())) &&
    (references === undefined ||
      (Array.isArray(references) && references.every((one) => isObject(one) && typeof one['path'] === 'string'))) &&
    isObject(compilerOptions) &&
    isObject(paths) &&
    // Both change what any specifier stands for.
    baseUrl === undefined &&
    rootDirs === undefined
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

/** Whether all code that the config is about is found by a walk below the root that leaves out packages and hidden folders. */
function isPlain(path: string, { files = [], include = [], references = [] }: TsConfig, root: string): boolean {
  const folder = posix.dirname(path);
  return [...files, ...include, ...references.map((reference) => reference.path)].every(
    (pattern) =>
      !/(?:^|\/)(?:\.[^./]|node_modules(?:\/|$))/.test(pattern) && isWithin(root, posix.resolve(folder, pattern)),
  );
}

/** The configs that one extends or refers to; undefined where one of them is not found. */
function relatedConfigs(path: string, config: TsConfig): readonly string[] | undefined {
  const folder = posix.dirname(path);
  const bases = [config.extends ?? []].flat().map((specifier) => extendedConfig(specifier, folder));
  const referred = (config.references ?? []).map((reference) => {
    const place = posix.resolve(folder, reference.path);
    return place.endsWith('.json') ? place : `${place}/tsconfig.json`;
  });
  const found = [...bases, ...referred].flatMap((one) => (one !== undefined && existsSync(one) ? [one] : []));
  return found.length === bases.length + referred.length ? found : undefined;
}

function extendedConfig(specifier: string, folder: string): string | undefined {
  const isRelative = /^\.\.?(?:\/|$)/.test(specifier) || posix.isAbsolute(specifier);
  const endings = specifier.endsWith('.json') ? [''] : ['.json', '/tsconfig.json'];
  for (const ending of endings) {
    const found = isRelative
      ? posix.resolve(folder, specifier + ending)
      : nearestFile(folder, `node_modules/${specifier}${ending}`);
    if (found !== undefined && existsSync(found)) return found;
  }
  return undefined;
}
