import * as read from '../avro/read.js';
import type { ByteReader } from '../byte-reader.js';
import type { LeafReader, LeafSkip } from './resolution.js';

type LeafFunction = (r: ByteReader, at: string, ...args: readonly number[]) => unknown;

/** The functions that read and skip leaves, by the names that a resolution gives them. */
export const leafFunctions: Readonly<Record<LeafReader | LeafSkip, LeafFunction>> = read;
