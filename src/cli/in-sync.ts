import type { Change } from '../plan/change.js';

/** How many files are as generated, and how many of them only but for their formatting. */
export function inSync(changes: readonly Change[]): string {
  const count = (kind: Change['kind']): number => changes.filter((change) => change.kind === kind).length;
  const lineEndings = count('line-endings');
  const formatted = count('formatted');
  const but = [
    ...(lineEndings === 0 ? [] : [`${lineEndings} with other line endings`]),
    ...(formatted === 0 ? [] : [`${formatted} reformatted`]),
  ];
  return `${count('unchanged') + lineEndings + formatted} unchanged${but.length === 0 ? '' : ` (${but.join(', ')})`}`;
}
