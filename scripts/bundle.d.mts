export function bundle(
  outdir: string,
  fingerprint?: string,
): Promise<{ readonly files: readonly string[]; readonly configSchema: object }>;
