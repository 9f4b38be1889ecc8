import { relative, resolve, sep } from 'node:path';
import { styleText } from 'node:util';
import type { Io, Output } from './io.js';
import { printable } from './printable.js';

type Style = Parameters<typeof styleText>[0];

/** One of the two streams, with what is needed to print to it: colors where it is a terminal, paths as seen from here. */
export interface Terminal {
  readonly line: (text?: string) => void;
  readonly paint: (style: Style, text: string) => string;
  /** A path that is relative to `root`, as seen from the current folder. */
  readonly path: (path: string) => string;
}

interface TerminalOptions {
  readonly output: Output;
  readonly io: Io;
  readonly color: boolean;
  readonly root: string | null;
}

export function terminal({ output, io, color, root }: TerminalOptions): Terminal {
  const isColored = color && output.isTTY && (io.env.NO_COLOR ?? '') === '';
  return {
    line: (text = '') => void output.write(`${text}\n`),
    // Left to itself, styleText asks whether stdout is a terminal, also for what goes to stderr.
    paint: (style, text) => (isColored ? styleText(style, text, { validateStream: false }) : text),
    path: (path) => printable(root === null ? path : pathFrom(io.cwd, resolve(root, path))),
  };
}

/** Relative below the current folder, absolute elsewhere. */
function pathFrom(cwd: string, path: string): string {
  const way = relative(cwd, path);
  return way.startsWith('..') ? path : way.replaceAll(sep, '/');
}
