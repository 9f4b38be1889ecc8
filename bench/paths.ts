import { fileURLToPath } from 'node:url';

export const projectFolder = fileURLToPath(new URL('..', import.meta.url));
export const benchFolder = fileURLToPath(new URL('.', import.meta.url));

/** Bundles, events and generated projects; git-ignored. */
export const scratchFolder = fileURLToPath(new URL('../.tmp/bench/', import.meta.url));

/** The chart of the README. */
export const chartFile = fileURLToPath(new URL('../docs/pictures/speed.svg', import.meta.url));

/** The built command line. */
export const cliFile = fileURLToPath(new URL('../dist/cli/bin.js', import.meta.url));
