import type { Config } from '../config/config.js';
import type { FileSystem } from '../plan/file-system.js';
import { headerLines, outputFile, sealIn, sealOf, tokensHash } from '../plan/header.js';
import type { FileBody } from '../plan/output-file.js';
import { printSeal, readSeal, type Seal } from '../plan/seal.js';
import { projectSettings } from './sealed-settings.js';
import { sealedCode, type SealedFile } from './sealed-file.js';
import type { SealedOutput } from './seal-topic.js';

interface ProjectMaterial {
  readonly config: Config;
  /** The lines of the index's header, without those of the seal. */
  readonly lines: string;
  /** The modules of the runtime that the index passes on. */
  readonly runtime: readonly string[];
  /** The hash of what `include` matches; undefined where nothing is known of it. */
  readonly include: string | undefined;
}

function projectSeal({ config, lines, runtime, include }: ProjectMaterial, tool: string): Seal {
  const hash = sealOf([tool, projectSettings(config), lines, runtime]);
  return { sealed: [hash, tool], include: include === undefined ? [] : [include], runtime };
}

/** The index of all topics, if it is as the tool would write it. */
interface SealedIndex {
  readonly file: SealedFile;
  readonly runtime: readonly string[];
}

/** What the index on the disk records. */
export interface IndexState {
  /** Undefined where it has to be made to be judged. */
  readonly sealed: SealedIndex | undefined;
  /** The hash of what `include` matched when all topics with it were last built. */
  readonly include: string | undefined;
}

export function readIndex(config: Config, fileSystem: FileSystem, tool: string): IndexState {
  const path = `${config.output}/index.ts`;
  try {
    const isFile = fileSystem.list(config.output)?.some(({ name, kind }) => name === 'index.ts' && kind === 'file');
    const text = isFile === true && fileSystem.isInside(config.output) ? fileSystem.read(path) : null;
    if (text === null) return { sealed: undefined, include: undefined };
    const include = sealIn(text)['include']?.[0];
    const code = sealedCode(path, text, config.banner);
    if (code === undefined) return { sealed: undefined, include };
    const { lines, sealLines } = code.header;
    const { sealed, runtime = [] } = readSeal(sealLines.slice(1));
    if (sealed?.[1] !== tool) return { sealed: undefined, include };
    const fits = printSeal(projectSeal({ config, lines, runtime, include }, tool)) === sealLines.slice(1);
    return { sealed: fits ? { file: code.file, runtime } : undefined, include };
  } catch {
    // Comparing reports what the disk refuses.
    return { sealed: undefined, include: undefined };
  }
}

/** The index with its header and seal. */
export function sealIndex(
  { runtime, ...body }: FileBody & { readonly runtime: readonly string[] },
  { config, include, tool }: { readonly config: Config; readonly include: string | undefined; readonly tool: string },
): SealedOutput {
  const file = { ...body, tokens: tokensHash(body.body) };
  const lines = headerLines(file.body, file.sources, { banner: config.banner, tokens: file.tokens });
  const sealBy = (version: string): Seal => projectSeal({ config, lines, runtime, include }, version);
  return {
    files: [outputFile({ ...file, seal: sealBy(tool) }, config.banner)],
    seals: new Map([[file.path, sealBy]]),
  };
}
