import { printable } from '../printable.js';

/** Maximum length of a readable name. */
const longest = 400;

/**
 * Text from outside as code in a cell of a table or within HTML: no character of it is markup of either, and GitHub looks for
 * no mention in it.
 */
export function htmlCode(text: string): string {
  const whole = printable(text);
  const shown = whole.length > longest ? `${whole.slice(0, longest).replace(/\p{Cs}$/u, '')}…` : whole;
  return `<code>${shown.replaceAll(/[!-+:-@[-`{-~]/g, entity)}</code>`;
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/** Lines that are safe to print as a block of code, behind a fence that is longer than any within. */
export function fencedCode(lines: readonly string[], language: string): string {
  const runs = lines.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length);
  const fence = '`'.repeat(Math.max(2, ...runs) + 1);
  return [`${fence}${language}`, ...lines, fence].join('\n');
}
