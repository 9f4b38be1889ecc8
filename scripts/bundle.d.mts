import type { Metafile } from 'esbuild';

export function bundle(outdir: string, more?: Readonly<Record<string, string>>): Promise<Metafile>;
