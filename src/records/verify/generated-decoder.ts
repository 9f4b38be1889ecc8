import { existsSync } from 'node:fs';
import { firstLine } from '../../diagnostics/first-line.js';
import type { Diagnostic, Result } from '../../diagnostics/diagnostic.js';

/** The decoder of a topic as it is on the disk. */
export interface GeneratedDecoder {
  readonly key: DecodePart;
  readonly value: DecodePart;
}

/** Throws what generated code throws. */
export type DecodePart = (bytes: Uint8Array, schemaId?: string) => unknown;

/** Loads a generated `decoder.ts`, compiled in memory. `file` is absolute; `shown` is its path in the project. */
export async function generatedDecoder(file: string, shown: string): Promise<Result<GeneratedDecoder>> {
  if (!existsSync(file)) return unloadable(shown, 'does not exist');
  let module: Readonly<Record<string, unknown>>;
  try {
    module = await compiled(file);
  } catch (error) {
    return unloadable(shown, `cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
  const { decodeKey, decodeValue } = module;
  if (!isDecode(decodeKey) || !isDecode(decodeValue)) return unloadable(shown, 'has no decodeKey and decodeValue');
  return { ok: true, value: { key: decodeKey, value: decodeValue }, warnings: [] };
}

/** With the runtime in it: generated code imports nothing else, and the project's own loader does not matter. */
async function compiled(file: string): Promise<Readonly<Record<string, unknown>>> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: `node${process.versions.node}`,
    logLevel: 'silent',
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)) as Readonly<Record<string, unknown>>;
}

function isDecode(value: unknown): value is DecodePart {
  return typeof value === 'function';
}

function unloadable(file: string, reason: string): { readonly ok: false; readonly problems: readonly Diagnostic[] } {
  const message = firstLine(reason);
  return { ok: false, problems: [{ code: 'decoder-unloadable', severity: 'error', message, location: { file } }] };
}
