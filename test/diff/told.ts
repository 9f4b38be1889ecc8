import type { DiffResult } from '../../src/commands/diff-result.js';

/** A comparison in lines: each topic, part, change and diagnostic. */
export function told({ before, after, topics, diagnostics }: DiffResult): readonly string[] {
  return [
    `${before} -> ${after}`,
    ...topics.flatMap(({ topic, change, parts }) => [
      `${topic}: ${change}`,
      ...parts.flatMap(({ part, before: was, after: is, comparison, versions }) => [
        `  ${part} ${was?.name ?? 'none'} -> ${is?.name ?? 'none'}: ${comparison.effect}`,
        ...comparison.changes.map(
          ({ path, kind, before: from, after: to, effect }) =>
            `    ${path} ${kind} ${from ?? ''} -> ${to ?? ''}: ${effect}`,
        ),
        ...versions.added.map(({ name }) => `    added ${name}`),
        ...versions.removed.map(({ name }) => `    removed ${name}`),
        ...versions.edited.map(({ name }) => `    edited ${name}`),
      ]),
    ]),
    ...diagnostics.map(({ severity, code, message }) => `${severity} ${code}: ${message}`),
  ];
}
