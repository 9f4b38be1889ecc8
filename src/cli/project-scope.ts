import { resolve } from 'node:path';
import type { TopicsOptions } from '../commands/project-options.js';
import { given } from '../config/given.js';
import type { CommonOptions } from './command-options.js';
import type { Io } from './io.js';

/** The project that the flags of a command line name, and which of its topics. */
export function projectScope(
  { cwd = '.', config, topic }: Pick<CommonOptions, 'cwd' | 'config' | 'topic'>,
  io: Io,
): TopicsOptions & { readonly cwd: string } {
  return { cwd: resolve(io.cwd, cwd), ...given({ config, topics: topic }) };
}
