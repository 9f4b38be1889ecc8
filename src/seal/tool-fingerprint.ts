/** Set by the build: a hash of the code, templates and packages that shape generated files. */
declare const TOOL_FINGERPRINT: string | undefined;

/**
 * What identifies the version of the tool in seals. It changes only with what shapes output; code that runs from source, as in
 * tests, has a fixed one.
 */
export const toolFingerprint: string = typeof TOOL_FINGERPRINT === 'undefined' ? 'source' : TOOL_FINGERPRINT;
