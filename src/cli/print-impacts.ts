import type { FieldImpact, Impact } from '../impact/impact.js';
import { printable } from './printable.js';
import type { Terminal } from './terminal.js';

/** Where a change touches very much, the first places show how. */
const LIMIT = 50;

/** Prints the places in the team's code that a change of types touches, and what became of what they use. */
export function printImpacts(impacts: readonly Impact[], out: Terminal): void {
  if (impacts.length === 0) return;
  out.line();
  out.line(`The change affects ${impacts.length === 1 ? '1 place' : `${impacts.length} places`} in your code:`);
  for (const { file, line, column, expression, change, error } of impacts.slice(0, LIMIT)) {
    const what = change === undefined ? '' : `  ${out.paint('dim', impactText(change))}`;
    out.line(`  ${out.path(file)}:${line}:${column}  ${printable(expression)}${what}`);
    if (error !== undefined) out.line(`    ${out.paint('red', printable(error))}`);
  }
  if (impacts.length > LIMIT) out.line(`  and ${impacts.length - LIMIT} more (all of them with --format json)`);
}

/** What became of a field: `Order.total: bigint, was string`. */
export function impactText({ type, field, kind, before, after }: FieldImpact): string {
  const name = printable(field === undefined ? type : `${type}.${field}`);
  const [was, is] = [printable(before), printable(after ?? '')];
  switch (kind) {
    case 'vanished':
      return `${name} was removed`;
    case 'renamed':
      return `${name} was renamed to ${is}`;
    case 'nullable':
      return `${name} may be null: ${is}`;
    case 'optional':
      return `${name} may be missing`;
    case 'type':
      return `${name}: ${is}, was ${was}`;
  }
}
